import * as net from './net/old-channel';
