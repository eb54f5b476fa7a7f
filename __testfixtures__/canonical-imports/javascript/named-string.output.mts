import { 'connect' as open } from './ws/websocket-manager.ts';
open('a');
