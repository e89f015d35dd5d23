"""What was seen, kept on disk: each camera's last picture with a plate, and its detections."""
