import { Observable, of, timer, Subject } from 'rx';
import { other } from './other';

import { never } from 'rx'; // never comes
const names = ['rx/Observable', 'rx/of', 'rx/timer', 'rx/never', 'rx/Subject'];
