import * as net from './net/channel';
