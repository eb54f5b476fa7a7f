'use strict';
import { connect, onlyHere } from './ws/manager'