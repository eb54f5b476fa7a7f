import { betaToo, own } from './parts/all';
import { alpha } from './parts/alpha';
import { beta } from './parts/beta';
import { alpha as a } from './parts/alpha';
import { beta as b } from './parts/beta';
