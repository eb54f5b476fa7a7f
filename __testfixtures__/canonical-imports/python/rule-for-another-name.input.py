import acme.ws.manager
from acme.ws import manager
from acme.ws import manager as both
from acme.ws.manager import create_manager

manager.create_manager()
acme.ws.manager.create_manager().close()
both.create_manager(both.WebSocketManager)
