from acme.many import A, B
