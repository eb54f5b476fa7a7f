import {
  Line,
} from "./models/line";
import Order from "./models/order";
import {Size} from "./models/sizes/of-all-things-that-are-sold-in-our-branches";
import {Other} from "./other";

export const service = [Line, Order, Other, Size];
