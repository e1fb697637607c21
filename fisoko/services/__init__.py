"""The use cases: ask permission, call the rules, write with an event."""
