import { connect as connectTheFirst } from './ws/manager';
import { disconnect as disconnectTheFirst } from './ws/manager';
