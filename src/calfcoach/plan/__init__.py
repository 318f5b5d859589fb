"""The plan: what is due on a day, and how it goes on. Pure; files and history are others'."""
