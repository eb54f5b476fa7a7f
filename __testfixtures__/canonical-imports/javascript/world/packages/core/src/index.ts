export class Client {}
export const version = "1";
