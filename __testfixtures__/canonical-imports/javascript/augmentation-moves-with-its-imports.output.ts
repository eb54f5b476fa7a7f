import { X } from 'new-lib';
import { Z } from 'old-lib'; // onepath-keep

declare module 'new-lib' {
  interface X {
    extra: string;
  }
}

export type Both = [X, Z];
