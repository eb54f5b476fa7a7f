from acme.canonical import A; from acme.canonical import B
