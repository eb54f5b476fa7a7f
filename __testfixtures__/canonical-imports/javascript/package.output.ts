import { Client, version as compatVersion } from '@acme/core';
import type { version } from '@acme/core';
compatVersion;
jest.mock('@acme/compat-not');
