from acme.old import Client as Client

x: Client
