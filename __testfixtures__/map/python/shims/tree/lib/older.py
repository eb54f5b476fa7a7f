from lib.old import *
