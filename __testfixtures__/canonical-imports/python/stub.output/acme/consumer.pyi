from acme.new import Client as Client

x: Client
