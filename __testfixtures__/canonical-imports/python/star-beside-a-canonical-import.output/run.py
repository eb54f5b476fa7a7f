from acme.new import LIMIT
from acme.new import Client, Other

print(Client, Other, LIMIT)
