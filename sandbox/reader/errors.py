"""What can go wrong with a picture."""


class UndecodablePictureError(Exception):
    """The bytes are no picture that can be decoded."""
