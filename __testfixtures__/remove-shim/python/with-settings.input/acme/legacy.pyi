from acme.canonical import A as A, B as B
