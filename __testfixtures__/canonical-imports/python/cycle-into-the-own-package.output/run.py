from acme.pkg import Thing

Thing()
