import { button as Button } from './ws/websocket-manager'
export const a = <Button />
