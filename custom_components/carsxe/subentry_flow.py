"""The base class of the flows of cameras and vehicles."""

from typing import override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    UnknownEntry,
    UnknownSubEntry,
)
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow

from .runtime.account import CarsXEConfigEntry


class SubentryFlow(ConfigSubentryFlow):
    """Aborts once the camera or vehicle was removed."""

    @callback
    @override
    def _get_entry(self) -> CarsXEConfigEntry:
        """Return the account. Raises AbortFlow if it was removed in the meantime."""
        try:
            return super()._get_entry()
        except UnknownEntry:
            raise AbortFlow("removed") from None

    @callback
    @override
    def _get_reconfigure_subentry(self) -> ConfigSubentry:
        """Return the camera or vehicle. Raises AbortFlow if it was removed in the meantime."""
        try:
            return super()._get_reconfigure_subentry()
        except UnknownEntry, UnknownSubEntry:
            raise AbortFlow("removed") from None

    @callback
    def _abort_if_removed(self) -> None:
        """Raise AbortFlow if the camera or vehicle was removed in the meantime."""
        self._get_entry()
        if self.source == SOURCE_RECONFIGURE:
            self._get_reconfigure_subentry()
