from acme.modern import tools


def make():
    return tools.Client()
