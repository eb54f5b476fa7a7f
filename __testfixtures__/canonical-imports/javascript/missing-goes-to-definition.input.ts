import { connect, limits, type Options } from './ws/manager';
