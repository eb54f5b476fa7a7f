import { connect, neverThere } from './ws/manager';
import { gone } from './ws/gone';
