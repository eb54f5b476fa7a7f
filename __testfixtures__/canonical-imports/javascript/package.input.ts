import { Client } from '@acme/compat';
import type { version } from '@acme/compat';
import * as compat from '@acme/compat';
compat.version;
jest.mock('@acme/compat-not');
