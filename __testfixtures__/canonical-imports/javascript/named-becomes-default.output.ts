import UnifiedManager from './ws/unified-manager';
import { connect, default as U } from './ws/unified-manager';
export { default as V } from './ws/unified-manager';
export { default as UnifiedManager } from './ws/unified-manager';
import type T from './ws/unified-manager';
import { type default as I } from './ws/unified-manager';
