from acme.canonical import *
