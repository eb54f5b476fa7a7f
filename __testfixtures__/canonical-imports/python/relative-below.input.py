from .ws.manager import Manager
