import * as ws from './ws/manager';

const { connect, limits: bounds } = ws;
connect(String(bounds.messages));
