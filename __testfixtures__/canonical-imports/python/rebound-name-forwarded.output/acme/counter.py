count = 0


def increase():
    global count
    count += 1
