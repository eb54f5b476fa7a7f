def run():
    import acme.old as m
    return m.Client()
