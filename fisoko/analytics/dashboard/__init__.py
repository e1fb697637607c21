"""A dashboard: statistics of one collection and region as one HTML file that needs no server."""
