"""The base class of the flows of cameras and vehicles."""

from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
    UnknownEntry,
    UnknownSubEntry,
)
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow

from .runtime.account import CarsXEConfigEntry


class SubentryFlow(ConfigSubentryFlow):
    """Add or change a camera or a vehicle."""

    @callback
    @override
    def _get_entry(self) -> CarsXEConfigEntry:
        """Return the account. Raises AbortFlow if it was removed in the meantime."""
        try:
            return super()._get_entry()
        except UnknownEntry:
            raise AbortFlow("removed") from None

    @callback
    def _get_present(self) -> ConfigSubentry | None:
        """Return the camera or vehicle that is being changed, or None for a new one.

        Raises AbortFlow if it was removed in the meantime.
        """
        self._get_entry()
        if self.source != SOURCE_RECONFIGURE:
            return None
        try:
            return self._get_reconfigure_subentry()
        except UnknownSubEntry:
            raise AbortFlow("removed") from None

    def _save(
        self, title: str, data: dict[str, Any], unique_id: str | None
    ) -> SubentryFlowResult:
        """Add or change the camera or vehicle; the account's update listener applies it."""
        if (present := self._get_present()) is None:
            return self.async_create_entry(title=title, data=data, unique_id=unique_id)
        return self.async_update_and_abort(
            self._get_entry(), present, title=title, data=data, unique_id=unique_id
        )
