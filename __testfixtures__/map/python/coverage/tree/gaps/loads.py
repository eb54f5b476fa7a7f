from importlib import import_module

NAME = "gaps.star"
module = import_module(NAME)
other = import_module("gaps.star")
text = "import_module(NAME)"
