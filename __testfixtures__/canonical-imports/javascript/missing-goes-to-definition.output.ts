import { connect, limits } from './ws/unified-manager';
import { type Options } from './ws/types';
