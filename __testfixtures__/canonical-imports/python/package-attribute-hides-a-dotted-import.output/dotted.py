import acme.old

acme.old()
