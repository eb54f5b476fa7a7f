from acme.legacy.tools import Gone
from acme.modern.tools import Client
