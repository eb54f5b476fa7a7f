import { connect } from './ws/manager';
import type { Options } from './ws/manager';
const { limits } = require('./ws/manager') as typeof import('./ws/manager');
