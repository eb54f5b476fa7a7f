from acme.ws.websocket_manager import Mode

def broken(:
    pass

x = = 2
