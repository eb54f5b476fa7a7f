import os
from acme.ws.manager import (Connection,
    Manager

print(os.sep)
