class Client:
    pass


class Other:
    pass


def make():
    return Client()
