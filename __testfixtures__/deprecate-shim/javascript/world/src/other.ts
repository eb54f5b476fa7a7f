export class C {}
export const shared = 1;
