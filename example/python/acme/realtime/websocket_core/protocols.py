"""What the parts of this package expect of each other."""

from typing import Protocol


class Connection(Protocol):
    user: str

    def send(self, message: str) -> None: ...
