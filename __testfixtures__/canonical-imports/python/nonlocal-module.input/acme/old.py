from acme.new import Client
