import {} from './ws/manager';
export {} from './ws/manager';
