"""What the actions do; each module holds one action's schema and work."""
