import { 'connect' as open } from './ws/manager.ts';
open('a');
