import { X } from 'old-lib';
import { Z } from 'old-lib'; // onepath-keep

declare module 'old-lib' {
  interface X {
    extra: string;
  }
}

export type Both = [X, Z];
