export { default as Order } from "./models/order";
