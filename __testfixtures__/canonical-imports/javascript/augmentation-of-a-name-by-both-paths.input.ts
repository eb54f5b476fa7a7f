import { X } from 'old-lib'; // onepath-keep
import type { X as NewX } from 'old-lib';

declare module 'old-lib' {
  interface X {
    extra: string;
  }
}

export type Both = [X, NewX];
