from acme.ws.websocket_manager import (  # the manager
    Manager,  # manages
    Mode,  # noqa: F401
)  # end
