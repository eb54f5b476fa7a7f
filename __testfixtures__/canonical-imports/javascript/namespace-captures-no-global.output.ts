import { open as netOpen, close } from './net/channel';
netOpen();
window.open();
open('a');
close();
