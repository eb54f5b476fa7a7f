import sys
if sys.platform: from acme.ws.websocket_manager import Manager
