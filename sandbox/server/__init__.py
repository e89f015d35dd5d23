"""The CarsXE-compatible server: keys, answers, recognition, and its control interface."""
