from gaps.star import LOCAL
x = (
