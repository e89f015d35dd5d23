"""Paid calls: budget, counts and limits."""
