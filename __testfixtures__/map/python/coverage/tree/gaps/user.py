from gaps.star import array, LOCAL
from gaps.names import anything
from gaps.torn import behind
