from sqlalchemy import cast

from acme.ws import manager

x = cast("manager.Mode", manager.Mode)
