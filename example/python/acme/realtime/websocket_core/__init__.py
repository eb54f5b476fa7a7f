"""Websocket connections: `websocket_manager` is the module to import from."""
