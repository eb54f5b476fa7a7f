export class Channel {}
export function open() {}
export function close() {}
export interface Frame {
  data: string;
}
export default open;
