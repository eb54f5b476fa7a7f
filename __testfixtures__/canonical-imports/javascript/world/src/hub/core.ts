export class Core {}
