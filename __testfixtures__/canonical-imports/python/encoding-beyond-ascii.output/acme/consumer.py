# coding: utf-16
from acme.old import Client
