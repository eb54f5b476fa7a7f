import a from 'old' with { type: 'json' };
import b from "old"
import type { C } from 'old';

use(a, b as C);
