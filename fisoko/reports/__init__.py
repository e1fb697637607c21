"""Rows in, xlsx out."""
