from acme import X
