"""The implementation of the actions; each module has the schema and handler of one action."""
