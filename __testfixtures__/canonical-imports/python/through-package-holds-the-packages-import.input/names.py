from acme.old import Other

Other()
