export class A {}
export const make = () => new A();
export type Options = { a: A };
export interface Shape {
	side: number;
}
export default class Base {}
