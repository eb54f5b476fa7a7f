from acme.home import X
