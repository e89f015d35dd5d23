"""A local server that speaks the CarsXE plate recognition API and reads plates."""
