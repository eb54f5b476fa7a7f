from vendor.old import X
from vendor import old

print(old.Y)
