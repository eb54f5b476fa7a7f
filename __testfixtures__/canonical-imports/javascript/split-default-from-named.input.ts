import Manager, { connect, limits } from './ws/manager';
