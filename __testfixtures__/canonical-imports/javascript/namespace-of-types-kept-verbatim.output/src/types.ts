import {
  type Socket,
  type limits,
  type Answer,
  type Sender,
  connect,
} from 'new-lib';

export type Send = (to: Socket, most: typeof limits) => Answer;
export class Mine implements Sender {}
connect();
