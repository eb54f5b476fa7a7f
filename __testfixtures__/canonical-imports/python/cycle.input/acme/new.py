from acme.service import helper


class Client:
    pass


class Other:
    pass
