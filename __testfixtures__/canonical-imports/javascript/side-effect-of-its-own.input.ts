import './registry/old';
import { Registry } from './registry/old';
import type { Registry as R } from './registry/old';
