"""The CarsXE API: client, models and errors. Independent of Home Assistant."""
