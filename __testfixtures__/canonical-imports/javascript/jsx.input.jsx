import { button as Button } from './ws/manager'
export const a = <Button />
