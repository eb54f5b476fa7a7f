// onepath-keep (shows both paths)
import { connect } from './ws/manager';
import { disconnect } from './ws/manager'; // onepath-keep
import { limits } from './ws/manager';
/* onepath-keep */ export { button } from './ws/manager';
