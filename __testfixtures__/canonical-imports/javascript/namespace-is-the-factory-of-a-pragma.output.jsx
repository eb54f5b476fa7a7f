/** @jsx dom.connect */
import * as dom from './ws/manager'
import { limits } from './ws/websocket-manager'
export const a = <div>{limits}</div>
