import unittest

from acme.realtime.websocket_core import handlers
from acme.services import chat, metrics, presence


class Someone:
    def __init__(self, user: str) -> None:
        self.user = user
        self.heard: list[str] = []

    def send(self, message: str) -> None:
        self.heard.append(message)


class ServicesTest(unittest.TestCase):
    def test_a_room_has_a_manager_of_its_own(self):
        room = chat.Room()
        room.join(Someone("ann"))
        self.assertEqual(len(room.manager.connections), 1)
        self.assertEqual(metrics.connections(), 0)

    def test_nobody_is_online(self):
        self.assertEqual(presence.online(["ann"]), 0)

    def test_a_message_does_not_come_back(self):
        ann, bob = Someone("ann"), Someone("bob")
        handlers.handle(ann, [ann, bob], "hi")
        self.assertEqual((ann.heard, bob.heard), ([], ["hi"]))
