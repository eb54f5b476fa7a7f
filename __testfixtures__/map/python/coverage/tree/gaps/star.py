from numpy import *

LOCAL = 1
