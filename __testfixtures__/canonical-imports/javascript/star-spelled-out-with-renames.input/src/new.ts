export const a = 1;
export const b = 2;
export interface T {}
export const more = 4;
