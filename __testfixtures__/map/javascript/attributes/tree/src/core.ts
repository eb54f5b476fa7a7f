export class Engine {}
export interface Options {}
export const connect = () => new Engine();
