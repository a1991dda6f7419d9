"""Whether this worker has been told to stop: long work looks here between its steps."""

import threading

STOPPING = threading.Event()
