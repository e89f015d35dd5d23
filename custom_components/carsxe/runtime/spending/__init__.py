"""What is paid: calls, counts, limits."""
