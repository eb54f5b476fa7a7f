export interface Options {
  url: string;
}
export type State = "open" | "closed";
