# -*- coding: latin-1 -*-
x = "é"; from acme.ws.manager import Manager  # ü
