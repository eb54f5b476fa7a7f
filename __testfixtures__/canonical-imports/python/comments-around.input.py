# above
from acme.ws.manager import Manager  # isort: skip
# below
