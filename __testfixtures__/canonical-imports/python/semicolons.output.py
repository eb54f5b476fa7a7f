import os; from acme.ws.websocket_manager import Manager; x = 1
