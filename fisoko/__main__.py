"""`python -m fisoko` is the command `fisoko`."""

from fisoko.cli.main import main

if __name__ == "__main__":
    main()
