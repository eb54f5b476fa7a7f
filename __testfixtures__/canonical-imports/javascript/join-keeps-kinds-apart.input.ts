import { connect } from './ws/manager';
import type { Options } from './ws/manager';
import Manager from './ws/manager';
import { limits } from './ws/manager' with { a: 'b' };
import { disconnect } from './ws/manager';
