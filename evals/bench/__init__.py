"""Speed and memory, measured against the running service over loopback HTTP."""
