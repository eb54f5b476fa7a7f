import { Line } from "@acme/shop/dist/models/line";
import { Order } from "@acme/shop";

export const app = [Line, Order];
