"""Tests of the runtime between the platforms and CarsXE."""
