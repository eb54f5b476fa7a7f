from src.pkg.old import X
from pkg.old import X as Y
