class Engine:
    pass


def start():
    return Engine()
