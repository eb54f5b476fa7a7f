/* Licence of the file. */
import {
  // opens a socket
  connect,
  disconnect, // closes it
  onlyHere, // nobody else has it
  /* how many */
  limits,
} from './ws/manager'; // sockets

import {
	onlyHere as again,
	connect as first,
	disconnect as second,
	limits as third,
	button as aVeryLongLocalNameForTheButton
} from "./ws/manager"
