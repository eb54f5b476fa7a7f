def f():
	from acme.ws.manager import Manager, Heartbeat