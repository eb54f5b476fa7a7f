import { UnifiedManager } from './ws/manager';
import { connect, UnifiedManager as U } from './ws/manager';
export { UnifiedManager as V } from './ws/manager';
export { UnifiedManager } from './ws/manager';
import type { UnifiedManager as T } from './ws/manager';
import { type UnifiedManager as I } from './ws/manager';
