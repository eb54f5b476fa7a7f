import os; from acme.ws.manager import Manager; x = 1
