export * from "lodash";

export const local = 1;
