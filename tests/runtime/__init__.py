"""Tests of what runs between the platforms and CarsXE."""
