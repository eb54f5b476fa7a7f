# -*- coding: latin-1 -*-
x = "é"; from acme.ws.websocket_manager import Manager  # ü
