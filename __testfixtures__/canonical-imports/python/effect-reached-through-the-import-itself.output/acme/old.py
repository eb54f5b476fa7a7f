from acme.new import Client

print("loaded")
