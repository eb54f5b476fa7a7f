import { connect, limits as bounds } from './ws/websocket-manager';

connect(String(bounds.messages));
