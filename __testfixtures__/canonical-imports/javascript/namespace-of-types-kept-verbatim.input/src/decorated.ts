import * as lib from 'old-lib';

@injectable()
export class Service {
  constructor(private readonly client: lib.Client) {}
}
lib.connect();
