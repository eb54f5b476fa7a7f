from acme.older import Client
