"""Recordings played through the whole integration: what it catches of them, and what that costs."""
