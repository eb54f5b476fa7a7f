import { connect } from './ws/manager.js'
export { disconnect } from './ws/manager.js'
