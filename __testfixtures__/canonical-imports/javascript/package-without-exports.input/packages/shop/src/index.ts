export { Order } from "@models";
