export const x = (;
