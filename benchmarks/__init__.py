"""The measurements behind the documentation; each prints a table."""
