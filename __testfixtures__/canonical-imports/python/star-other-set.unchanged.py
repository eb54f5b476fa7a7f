from acme.ws.manager import *
