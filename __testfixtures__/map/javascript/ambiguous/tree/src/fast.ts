export class Client {}
export class Fast {}
