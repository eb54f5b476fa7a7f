/* Licence of the file. */
import {
  onlyHere, // nobody else has it
} from './ws/manager'; // sockets
import {
  // opens a socket
  connect,
  disconnect, // closes it
  /* how many */
  limits,
} from './ws/websocket-manager';

import {
	onlyHere as again
} from "./ws/manager"
import {
	connect as first,
	disconnect as second,
	limits as third,
	button as aVeryLongLocalNameForTheButton
} from "./ws/websocket-manager"
