"""What can be measured: the guard in this process, or a service by its URL."""
