"""Only has things of its own."""


class Own:
    pass
