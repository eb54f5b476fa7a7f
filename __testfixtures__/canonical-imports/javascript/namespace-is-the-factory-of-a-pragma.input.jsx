/** @jsx dom.connect */
import * as dom from './ws/manager'
export const a = <div>{dom.limits}</div>
