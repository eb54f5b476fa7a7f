export * from './ws/manager';
export * as ws from './ws/manager';
