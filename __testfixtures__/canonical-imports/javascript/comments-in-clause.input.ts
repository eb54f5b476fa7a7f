import /* a */ { connect /* b */, /* c */ disconnect } /* d */ from /* e */ './ws/manager' /* f */; // g
import { limits /* h */, onlyHere /* i */, /* j */ button } from './ws/manager';
