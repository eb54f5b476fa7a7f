import {
  Line,
  Order,
  Size,
} from "@models";
import {Other} from "./other";

export const service = [Line, Order, Other, Size];
