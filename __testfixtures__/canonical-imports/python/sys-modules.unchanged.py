import sys

sys.modules.pop("acme.ws.manager", None)
sys.modules["acme.ws.manager"] = None
