import * as lib from 'old-lib';

export type Send = (to: lib.Socket, most: typeof lib.limits) => lib.Answer;
export class Mine implements lib.Sender {}
lib.connect();
