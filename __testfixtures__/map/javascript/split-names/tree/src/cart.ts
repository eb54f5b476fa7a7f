export { UnifiedCart } from "./unified-cart";

export class Cart {}
