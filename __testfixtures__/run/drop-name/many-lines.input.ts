import {
  a, // why a
  dropped, // why it was here
  b,
} from 'm';
