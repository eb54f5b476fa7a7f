from beta.new import X
