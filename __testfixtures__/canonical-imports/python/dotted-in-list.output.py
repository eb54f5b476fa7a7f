import os, sys
from acme.ws.websocket_manager import Mode

print(os, sys, Mode)
