/*! MIT License */

import old from 'old';

kept();
