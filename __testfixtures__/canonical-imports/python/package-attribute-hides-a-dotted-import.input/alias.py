import acme.old as o

o()
