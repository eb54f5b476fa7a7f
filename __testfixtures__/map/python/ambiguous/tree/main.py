from net.api import Client, Same
