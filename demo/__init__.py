"""A real Home Assistant with the integration and the sandbox, driven from outside."""
