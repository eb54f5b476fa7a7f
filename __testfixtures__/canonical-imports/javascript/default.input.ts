import Manager from './ws/manager';
new Manager();
