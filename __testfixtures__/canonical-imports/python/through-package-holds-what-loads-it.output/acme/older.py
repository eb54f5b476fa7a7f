from acme.old import Client
