old = 3
