from acme.modern.tools import Client
