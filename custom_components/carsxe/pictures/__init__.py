"""Picture work: blocking, meant for the executor. Knows nothing of Home Assistant."""

from .picture import Picture, PictureError, prepare_picture

__all__ = ["Picture", "PictureError", "prepare_picture"]
