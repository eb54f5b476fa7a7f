import acme

acme.old.Client()
