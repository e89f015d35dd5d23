"""Play recordings through the whole integration: what it catches, and what that costs."""
