"""Shows the picture of a check to those who are signed in, for as long as its dialog is open."""

from datetime import timedelta
import secrets
from typing import Final

from aiohttp import hdrs, web

from homeassistant.components.http import HomeAssistantView
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .vision import Picture

CHECK_URL: Final = "/api/carsxe/check/{token}"
EXPIRATION: Final = timedelta(minutes=15)

_DATA_PICTURES: HassKey[dict[str, Picture]] = HassKey(f"{DOMAIN}_check_pictures")


class CheckPictureView(HomeAssistantView):
    """Serves the pictures of the checks that are open."""

    url = CHECK_URL
    name = "api:carsxe:check"

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Return a picture."""
        pictures = request.app[KEY_HASS].data[_DATA_PICTURES]
        if (picture := pictures.get(token)) is None:
            return web.Response(status=404)
        return web.Response(
            body=picture.content,
            content_type=picture.content_type,
            headers={hdrs.CACHE_CONTROL: "no-store"},
        )


@callback
def async_setup_check_view(hass: HomeAssistant) -> None:
    """Register the view, once for all accounts."""
    hass.data[_DATA_PICTURES] = {}
    hass.http.register_view(CheckPictureView())


@callback
def async_show_picture(hass: HomeAssistant, picture: Picture) -> str:
    """Have a picture shown until it is hidden again; returns its token."""
    token = secrets.token_urlsafe(16)
    hass.data[_DATA_PICTURES][token] = picture
    return token


@callback
def async_hide_picture(hass: HomeAssistant, token: str) -> None:
    """Forget a picture."""
    hass.data[_DATA_PICTURES].pop(token, None)


@callback
def async_signed_path(hass: HomeAssistant, token: str) -> str:
    """Return where whoever has the dialog open sees a picture."""
    return async_sign_path(hass, CHECK_URL.format(token=token), EXPIRATION)
