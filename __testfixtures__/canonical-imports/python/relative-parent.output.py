from ..websocket_manager import Manager as M
