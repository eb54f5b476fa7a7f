import { alpha, beta, betaToo, own } from './parts/all';
import { alpha as a, beta as b } from './parts/all';
