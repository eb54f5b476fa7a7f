from acme.new import Other

Other()
