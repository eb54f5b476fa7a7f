import subprocess

subprocess.run(["python", "-c", "from acme.ws.manager import Manager"])
PATHS = ["acme/ws/manager.py", "acme.ws.manager", "ws.manager"]
NAME = f"acme.ws.{PATHS}"
