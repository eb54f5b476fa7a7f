export type * from "./canonical";
