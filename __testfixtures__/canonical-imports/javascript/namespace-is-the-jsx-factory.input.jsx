import * as React from './ws/manager'
export const a = <div>{React.connect('a')}</div>
export const b = (React) => <p />
