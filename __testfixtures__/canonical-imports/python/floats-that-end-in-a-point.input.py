from acme.ws import manager

x = manager.Mode(20.) + 1.e-6 + 3.j
y = [1., manager.Mode(2.)]
