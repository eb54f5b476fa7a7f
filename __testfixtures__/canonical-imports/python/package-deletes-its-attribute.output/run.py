from acme.new import Client

Client()
