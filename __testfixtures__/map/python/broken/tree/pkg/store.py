from pkg.gone import Thing


class Store:
    pass
