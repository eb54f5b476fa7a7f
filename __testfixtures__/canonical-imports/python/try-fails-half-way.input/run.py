try:
    from acme.old import Client, Gone, Other
except ImportError:
    pass

Client()
