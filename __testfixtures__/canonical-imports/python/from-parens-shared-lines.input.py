from acme.ws.manager import (Heartbeat, Manager,
                             Mode, Connection)
