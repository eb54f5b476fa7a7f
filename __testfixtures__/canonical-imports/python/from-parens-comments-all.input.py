from acme.ws.manager import (  # the manager
    Manager,  # manages
    Mode,  # noqa: F401
)  # end
