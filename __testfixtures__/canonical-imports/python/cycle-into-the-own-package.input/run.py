from acme.pkg.impl import Thing

Thing()
