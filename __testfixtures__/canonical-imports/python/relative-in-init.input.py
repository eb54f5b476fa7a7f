from ..ws.manager import Manager as Manager
