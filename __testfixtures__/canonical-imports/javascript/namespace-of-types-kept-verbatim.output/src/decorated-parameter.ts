import * as lib from 'old-lib';
import { connect } from 'new-lib';

export class Service {
  constructor(@Inject('c') private readonly client: lib.Client) {}
}
connect();
