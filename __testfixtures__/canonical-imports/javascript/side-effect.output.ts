import './net/channel';
import './ws/websocket-manager'; // for old times' sake
