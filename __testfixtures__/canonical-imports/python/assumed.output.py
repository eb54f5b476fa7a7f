from vendor.new import X
from vendor.new import Y

print(Y)
