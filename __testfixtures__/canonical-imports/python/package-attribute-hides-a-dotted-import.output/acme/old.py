from acme.new import Client, Other
