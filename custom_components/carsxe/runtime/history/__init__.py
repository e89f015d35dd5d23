"""Detections on disk: each camera's last picture with a plate, and its kept detections."""
