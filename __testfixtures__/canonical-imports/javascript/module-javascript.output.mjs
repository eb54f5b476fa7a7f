import { connect } from './ws/websocket-manager.js'
export { disconnect } from './ws/websocket-manager.js'
