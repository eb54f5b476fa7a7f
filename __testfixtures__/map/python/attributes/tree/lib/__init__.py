from lib import core as handed
