export class Own {}
