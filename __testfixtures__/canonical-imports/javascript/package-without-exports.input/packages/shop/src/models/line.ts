export class Line {}
