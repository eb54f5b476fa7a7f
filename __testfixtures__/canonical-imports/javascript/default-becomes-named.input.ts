import Manager from './ws/manager';
import UnifiedManager, { connect } from './ws/manager';
export { default } from './ws/manager';
export { default as Main, disconnect } from './ws/manager';
