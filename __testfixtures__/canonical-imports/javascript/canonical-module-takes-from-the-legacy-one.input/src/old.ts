export const x = 1;
export type T = 1;
