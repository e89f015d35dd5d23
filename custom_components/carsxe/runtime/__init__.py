"""Everything between the platforms and CarsXE: a pipeline per camera, and the snapshot view."""
