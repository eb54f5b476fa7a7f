import { connect } from './ws/manager';

connect('a');
