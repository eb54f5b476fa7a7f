try:
    from acme.canonical import A
except ImportError:
    A = None
