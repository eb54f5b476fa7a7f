class Heartbeat:
    pass
