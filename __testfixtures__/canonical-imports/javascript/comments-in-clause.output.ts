import /* a */ { connect /* b */, /* c */ disconnect } /* d */ from /* e */ './ws/websocket-manager' /* f */; // g
import { onlyHere /* i */ } from './ws/manager';
import {
  limits /* h */,
  /* j */ button
} from './ws/websocket-manager';
