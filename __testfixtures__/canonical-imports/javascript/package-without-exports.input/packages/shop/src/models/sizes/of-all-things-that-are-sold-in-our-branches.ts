export class Size {}
