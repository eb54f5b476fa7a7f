from acme.ws.manager import Manager, Heartbeat, Mode

print(Manager, Heartbeat, Mode)
