import { connect } from './ws/manager';
