import os; from acme.ws.manager import Manager, Heartbeat; x = 1
