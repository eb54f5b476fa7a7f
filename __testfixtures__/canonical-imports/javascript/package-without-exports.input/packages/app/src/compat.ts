export { Order } from "@acme/shop";
export { Line } from "@acme/shop/dist/models/line";
