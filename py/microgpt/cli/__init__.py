"""The command line: a module for each command, its options and what it does with them."""
