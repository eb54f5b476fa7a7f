import { Core } from './old-core';
import type { Core as T } from './old-core';

export const feature = new Core();
