// needle
