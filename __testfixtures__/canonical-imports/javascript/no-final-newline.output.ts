'use strict';
import { onlyHere } from './ws/manager'
import { connect } from './ws/websocket-manager'