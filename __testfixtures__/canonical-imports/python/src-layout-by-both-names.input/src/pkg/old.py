from pkg.new import X
