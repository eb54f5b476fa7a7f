import { Core } from './old-core';
import type { Core as T } from '.';

export const feature = new Core();
