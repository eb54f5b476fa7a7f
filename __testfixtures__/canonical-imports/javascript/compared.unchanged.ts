import { connect } from './ws/websocket-manager';
import { connect as oldConnect } from './ws/manager';

if (connect !== oldConnect) throw new Error('two');
