"""A publication kept in a folder: its description, its text and its files, read with every problem at once."""
