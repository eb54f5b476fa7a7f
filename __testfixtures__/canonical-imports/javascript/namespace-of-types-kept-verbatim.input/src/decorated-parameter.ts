import * as lib from 'old-lib';

export class Service {
  constructor(@Inject('c') private readonly client: lib.Client) {}
}
lib.connect();
