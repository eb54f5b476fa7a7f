import './net/old-channel';
import './ws/manager'; // for old times' sake
