"""The commands of `fisoko`."""
