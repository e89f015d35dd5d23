"""Errors about pictures."""


class UndecodablePictureError(Exception):
    """The bytes can't be decoded as a picture."""
