"""What the managers speak of."""


class Connection:
    pass


class Mode:
    pass
