import { connect } from './ws/manager';
const = ;
