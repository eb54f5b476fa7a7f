from vendor.old import X
from vendor import old

# Was vendor.old before.
print(old.Y)
