"""The reading addresses and their client, against a server in this process."""
