import { X } from 'old-lib'; // onepath-keep
import { Z } from 'old-lib';

declare module 'old-lib' {
  interface X {
    extra: string;
  }
}

export type Both = [X, Z];
