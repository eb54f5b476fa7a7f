import { lazy } from 'react';
export const Screen = lazy(() => import('./ws/websocket-manager'));
export const Other = lazy(() => import('./ws/websocket-manager').then((m) => ({ default: m.UnifiedManager })));
