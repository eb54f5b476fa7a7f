import { Observable } from 'rx/Observable';
import { of } from 'rx/of';
import { other } from './other';
import { timer } from 'rx/timer';

import { Subject } from 'rx/Subject';
import { never } from 'rx/never'; // never comes
const names = ['rx/Observable', 'rx/of', 'rx/timer', 'rx/never', 'rx/Subject'];
