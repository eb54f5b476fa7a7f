from acme.ws import manager


class C:
    x = manager.Mode
    from acme.ws import manager

    y = manager.Mode
