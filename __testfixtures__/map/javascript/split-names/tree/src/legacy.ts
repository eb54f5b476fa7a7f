/** @deprecated use ./cart */
export { UnifiedCart, UnifiedCart as Cart } from "./cart";
