import { onlyHere } from './ws/manager'; import { connect } from './ws/websocket-manager'; import { onlyHere as o } from './ws/manager'; import { limits } from './ws/websocket-manager'; run();
