from acme.new import Client, Other
LEFT = 1
