NAME = "acme.legacy.A"
