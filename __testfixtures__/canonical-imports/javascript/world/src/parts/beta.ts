export const beta = 2;
export const betaToo = 3;
