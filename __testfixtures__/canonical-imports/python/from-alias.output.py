from acme.ws.websocket_manager import Manager as Q

Q()
