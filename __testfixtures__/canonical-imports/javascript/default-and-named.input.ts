import Manager, {connect} from './ws/manager';
new Manager().send(connect('a'));
