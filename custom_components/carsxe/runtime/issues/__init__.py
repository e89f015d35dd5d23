"""Repairs that tell what somebody has to do."""
