from acme.ws import counter
from acme.ws.counter import increase

count = counter.count
