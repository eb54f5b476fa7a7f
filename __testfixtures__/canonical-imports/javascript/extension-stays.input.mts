import { connect } from './ws/manager.js';
import { limits } from './ws/manager.ts';
import { button } from '../src/ws/manager';
