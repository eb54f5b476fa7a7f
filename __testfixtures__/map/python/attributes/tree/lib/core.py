class Engine:
    def start(self): ...


def connect(): ...


LIMIT = 3
