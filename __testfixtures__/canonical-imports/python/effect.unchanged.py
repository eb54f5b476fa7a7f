from acme.ws.noisy import Manager
