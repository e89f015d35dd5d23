"""A frame: what a camera gave, on its way to CarsXE."""

from asyncio import Future, shield
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from homeassistant.core import callback

from ...pictures import Picture, View


@dataclass(kw_only=True, slots=True)
class Frame:
    """A captured frame: its view is there at once, its picture is made once it is wanted.

    Most frames are only looked at. `captured_at` is when the capture began.
    """

    captured_at: datetime
    view: View
    make_picture: Callable[[], Future[Picture]]

    @callback
    def async_make_picture(self) -> Future[Picture]:
        """Have the picture made that is sent, and return its future, for all who want it.

        It raises PictureError.
        """
        picture = self.make_picture()
        # What the camera gave isn't needed any more.
        self.make_picture = lambda: picture
        return picture

    async def async_picture(self) -> Picture:
        """Return the picture that is sent, once it is ready.

        Raises PictureError.
        """
        return await shield(self.async_make_picture())
