import { lazy } from 'react';
export const Screen = lazy(() => import('./ws/manager'));
export const Other = lazy(() => import('./ws/manager').then((m) => ({ default: m.UnifiedManager })));
