from ..b.new import X
