"""What programs read at /api/v1: tables of a collection, narrowed to whoever asks."""
