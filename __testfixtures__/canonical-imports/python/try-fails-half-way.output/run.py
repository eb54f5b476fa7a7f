try:
    from acme.old import Client, Gone
    from acme.new import Other
except ImportError:
    pass

Client()
