from acme.legacy import tools


def make():
    return tools.Client()
