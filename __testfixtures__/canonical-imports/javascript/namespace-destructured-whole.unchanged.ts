import * as ws from './ws/manager';
const { connect, ...rest } = ws;
rest;
