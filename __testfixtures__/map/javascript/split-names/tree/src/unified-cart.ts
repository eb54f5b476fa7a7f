export class UnifiedCart {}
