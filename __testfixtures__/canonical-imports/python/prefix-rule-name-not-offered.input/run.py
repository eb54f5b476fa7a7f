from acme.legacy.tools import Client, Gone
