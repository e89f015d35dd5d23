"""What the flows of cameras and vehicles share."""

from typing import override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigSubentry,
    ConfigSubentryFlow,
    UnknownEntry,
    UnknownSubEntry,
)
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow


class SubentryFlow(ConfigSubentryFlow):
    """Ends once what it is about has been removed."""

    @callback
    @override
    def _get_entry(self) -> ConfigEntry:
        """Return the account. Raises AbortFlow where it was removed meanwhile."""
        try:
            return super()._get_entry()
        except UnknownEntry:
            raise AbortFlow("removed") from None

    @callback
    @override
    def _get_reconfigure_subentry(self) -> ConfigSubentry:
        """Return what is changed. Raises AbortFlow where it was removed meanwhile."""
        try:
            return super()._get_reconfigure_subentry()
        except UnknownEntry, UnknownSubEntry:
            raise AbortFlow("removed") from None

    @callback
    def _abort_if_removed(self) -> None:
        """Raise AbortFlow where what this is about was removed meanwhile."""
        self._get_entry()
        if self.source == SOURCE_RECONFIGURE:
            self._get_reconfigure_subentry()
