from acme.ws.manager import Mode
