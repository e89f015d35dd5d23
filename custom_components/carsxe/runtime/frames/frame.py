"""A frame: what a camera gave, on its way to CarsXE."""

from asyncio import Task, shield
from dataclasses import dataclass
from datetime import datetime

from homeassistant.core import callback

from ...pictures import Picture, View


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A captured frame: its view is there at once, its picture is being made meanwhile.

    `captured_at` is when the capture began.
    """

    captured_at: datetime
    view: View
    picture: Task[Picture]

    async def async_picture(self) -> Picture:
        """Return the picture that is sent, once it is ready.

        Raises PictureError.
        """
        return await shield(self.picture)

    @callback
    def async_discard(self) -> None:
        """Spare the work on a picture that nobody will look at."""
        self.picture.cancel()
