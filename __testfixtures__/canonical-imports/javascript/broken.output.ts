import { neverThere } from './ws/manager';
import { connect } from './ws/websocket-manager';
import { gone } from './ws/gone';
