import * as lib from 'old-lib';
import { connect } from 'new-lib';

@injectable()
export class Service {
  constructor(private readonly client: lib.Client) {}
}
connect();
