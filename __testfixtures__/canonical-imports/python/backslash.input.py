from acme.ws.manager import Manager, \
    Mode
