from src.pkg.new import X
from pkg.new import X as Y
