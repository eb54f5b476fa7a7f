export { default as Order } from "./order";
export { Line } from "./line";
export { Size } from "./sizes/of-all-things-that-are-sold-in-our-branches";
