from acme.ws.websocket_manager import Mode

x = Mode(20.) + 1.e-6 + 3.j
y = [1., Mode(2.)]
