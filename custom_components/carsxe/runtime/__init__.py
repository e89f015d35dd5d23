"""What runs between the platforms and CarsXE: one pipeline a camera, and the snapshots' view."""
