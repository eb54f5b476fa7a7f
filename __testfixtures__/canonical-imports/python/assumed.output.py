from vendor.new import X
from vendor.new import Y

# Was vendor.old before.
print(Y)
