from acme import service


class Client:
    x = service


class Other:
    pass
