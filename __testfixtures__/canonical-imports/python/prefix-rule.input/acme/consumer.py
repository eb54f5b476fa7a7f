from acme.old import ws


def f():
    return ws.X
