globals().update(make())
