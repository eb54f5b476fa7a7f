import sys

import acme.legacy
from acme import legacy
from acme.legacy import A

print(A, legacy, acme.legacy.A, sys.argv)
