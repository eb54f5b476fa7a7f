export class Store {}
export { Thing } from "./gone";
