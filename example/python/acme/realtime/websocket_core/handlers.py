"""What happens with messages that come in."""

from .manager import Connection  # the sender
from .protocols import Connection as Receiver


def handle(sender: Connection, receivers: list[Receiver], message: str) -> None:
    for receiver in receivers:
        if receiver is not sender:
            receiver.send(message)
