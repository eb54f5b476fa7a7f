import {
  a, // why a
  b,
} from 'm';
