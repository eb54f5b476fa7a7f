const name = "./star";

export const one = import(name);
export const two = import("./star");
