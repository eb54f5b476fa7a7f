// @ts-ignore
import { connect, onlyHere } from './ws/manager';
