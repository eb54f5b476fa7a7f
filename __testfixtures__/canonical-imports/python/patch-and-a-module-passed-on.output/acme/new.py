class Client:
    pass


class Other:
    pass
