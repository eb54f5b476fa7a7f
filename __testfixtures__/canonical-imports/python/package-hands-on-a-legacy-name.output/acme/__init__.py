from .new import X
