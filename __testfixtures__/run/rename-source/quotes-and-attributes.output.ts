import a from 'new' with { type: 'json' };
import b from "new"
import type { C } from 'new';

use(a, b as C);
