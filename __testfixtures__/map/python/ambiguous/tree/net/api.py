try:
    from net.fast import Client
except ImportError:
    from net.slow import Client

try:
    from net.slow import Same
except ImportError:
    from .slow import Same
