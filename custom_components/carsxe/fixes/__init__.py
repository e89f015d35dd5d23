"""What mends an issue; each flow ends once it is mended."""
