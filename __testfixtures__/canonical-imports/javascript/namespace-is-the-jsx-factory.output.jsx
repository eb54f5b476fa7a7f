import * as React from './ws/manager'
import { connect } from './ws/websocket-manager'
export const a = <div>{connect('a')}</div>
export const b = (React) => <p />
