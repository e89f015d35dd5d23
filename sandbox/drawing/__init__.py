"""Draws seeded pictures of driveways, cars and plates, with labels beside them."""
