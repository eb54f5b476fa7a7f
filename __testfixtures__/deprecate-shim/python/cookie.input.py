# -*- coding: latin-1 -*-
# café
from acme.canonical import A
