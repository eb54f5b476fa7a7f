import { Client } from '@acme/core';
import type { version } from '@acme/core';
import { version as compatVersion } from '@acme/core';
compatVersion;
jest.mock('@acme/compat-not');
