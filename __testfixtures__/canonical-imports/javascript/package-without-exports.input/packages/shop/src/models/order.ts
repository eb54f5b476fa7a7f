export default class Order {}
