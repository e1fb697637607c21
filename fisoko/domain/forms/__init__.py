"""What a form is, what a value is, and how both are checked."""
