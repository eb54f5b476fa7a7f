"""Every name is bound by imports alone: no scopes are needed."""
import lib.old
from lib import core, old as engine  # engine.Engine in a comment
from lib import handed


@core.connect
def run(x: core.Engine, *rest):
    print("engine.Engine", core.__name__, core.not_there)
    core.LIMIT = 4
    core.Engine.limit = 5
    engine.connect(
        engine.Engine(), limit=core.LIMIT
    ); print(engine)
    handed.LIMIT
    return lib.old.Engine().start
