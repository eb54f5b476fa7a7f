import unittest
from unittest import mock

from acme.services import notifications


class NotificationsTest(unittest.TestCase):
    def test_everyone_hears_of_it(self):
        with mock.patch(
            "acme.realtime.websocket_core.manager.get_websocket_manager"
        ) as get:
            get.return_value.broadcast.return_value = 2
            self.assertEqual(notifications.notify("hello"), 2)
