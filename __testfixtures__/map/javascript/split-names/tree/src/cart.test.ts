import { Cart } from "./cart";

new Cart();
