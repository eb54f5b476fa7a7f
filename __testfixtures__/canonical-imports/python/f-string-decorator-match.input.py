from acme.ws import manager


@manager.get_manager
def f(x):
    match x:
        case manager.Manager(a=1):
            return f"{manager.Mode!r:>{manager.LIMIT}} manager.Mode"
