"""The schemas and handlers of the actions."""
