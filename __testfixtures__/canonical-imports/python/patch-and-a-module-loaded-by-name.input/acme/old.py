from acme.new import Client

LEFT = 1
