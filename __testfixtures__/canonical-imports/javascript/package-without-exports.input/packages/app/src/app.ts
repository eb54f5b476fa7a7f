import { Line, Order } from "./compat";

export const app = [Line, Order];
