"""Tests of the CarsXE integration."""
