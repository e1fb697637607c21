"""What is seen: handlers, pages, panels and the browser modules."""
