"""Draw seeded pictures of driveways, cars and plates, with their labels."""
