from acme.types import Client
