import os, acme.ws.manager, sys

print(os, sys, acme.ws.manager.Mode)
