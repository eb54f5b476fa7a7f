from acme.ws.manager import Mode

def broken(:
    pass

x = = 2
