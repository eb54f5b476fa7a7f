import { connect, onlyHere } from './ws/manager'; import { limits, onlyHere as o } from './ws/manager'; run();
