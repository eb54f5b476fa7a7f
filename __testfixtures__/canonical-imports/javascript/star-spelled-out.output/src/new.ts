export const a = 1;
export interface T {}
export const more = 4;
