from acme.canonical import A, B
