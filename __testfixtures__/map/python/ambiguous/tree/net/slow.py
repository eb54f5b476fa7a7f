class Client:
    pass


class Same:
    pass
