class Client:
    pass


class Other:
    pass


LIMIT = 3
