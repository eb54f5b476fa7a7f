import type, { type type as t2, connect } from './ws/manager';
import { type as } from './ws/manager';
