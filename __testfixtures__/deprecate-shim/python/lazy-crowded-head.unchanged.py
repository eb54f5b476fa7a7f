"""Doc."""; import os
from acme.canonical import A
