"""The steps that check a camera before it is added or changed."""

from abc import abstractmethod
from asyncio import Task
from types import MappingProxyType
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.core import callback

from .check_view import async_hide_picture, async_show_picture, async_signed_path
from .const import CONF_PRICE, DEFAULT_PRICE, SUBENTRY_CAMERA
from .runtime.check import FREE, CheckItem, Outcome, SetupCheck

_MARKS = {Outcome.OK: "✅", Outcome.FAILED: "❌", Outcome.SKIPPED: "➖"}


class CameraCheckSteps(ConfigSubentryFlow):
    """Shows what came of the free checks, and offers a paid call."""

    _check: SetupCheck | None = None
    _data: dict[str, Any]
    _picture: str | None = None
    _task: Task[None] | None = None

    @abstractmethod
    def _finish(self) -> SubentryFlowResult:
        """Add or change the camera."""

    async def async_check_then_finish(self, data: dict[str, Any]) -> SubentryFlowResult:
        """Check a camera, and add or change it once somebody says so."""
        self._data = data
        self._hide()
        self._check = SetupCheck(
            self.hass,
            self._get_entry(),
            ConfigSubentry(
                data=MappingProxyType(data),
                subentry_type=SUBENTRY_CAMERA,
                title="",
                unique_id=None,
            ),
        )
        return await self.async_step_check()

    async def async_step_check(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Run the free checks, one after another."""
        check = self._running
        for item in FREE:
            if item in check.results:
                continue
            if self._task is None or self._task.done():
                self._task = self.hass.async_create_task(check.async_check(item))
            if not self._task.done():
                return self._show_progress("check", item, self._task)
        self._task = None
        return self.async_show_progress_done(
            next_step_id="checked" if check.passed else "failed"
        )

    async def async_step_checked(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell that all is well so far."""
        return self._show_menu("checked", self._end, "pay", self._form)

    async def async_step_failed(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell what isn't well."""
        return self._show_menu("failed", self._form, self._end)

    async def async_step_pay(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Make the paid call that somebody has agreed to, once."""
        check = self._running
        if CheckItem.PLATE in check.results:
            self._task = None
            return self.async_show_progress_done(next_step_id="paid")
        if self._task is None:
            self._task = self.hass.async_create_task(check.async_pay())
        if not self._task.done():
            return self._show_progress("pay", CheckItem.PLATE, self._task)
        return self.async_show_progress_done(next_step_id="paid")

    async def async_step_paid(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell what came of the call."""
        self._task = None
        return self._show_menu("paid", self._end, self._form)

    async def async_step_add(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add or change the camera, whatever the checks say."""
        return self._finish()

    async_step_save = async_step_add

    @callback
    @override
    def async_remove(self) -> None:
        """Forget the picture when the dialog is closed."""
        self._hide()

    @property
    def _end(self) -> str:
        """Return the step that ends the flow well."""
        return "save" if self.source == SOURCE_RECONFIGURE else "add"

    @property
    def _form(self) -> str:
        """Return the step that takes the fields."""
        return "reconfigure" if self.source == SOURCE_RECONFIGURE else "user"

    @property
    def _running(self) -> SetupCheck:
        """Return the check."""
        assert self._check is not None  # noqa: S101
        return self._check

    def _show_progress(
        self, step_id: str, item: CheckItem, task: Task[None]
    ) -> SubentryFlowResult:
        """Show what is being checked, below what was."""
        return self.async_show_progress(
            step_id=step_id,
            progress_action=f"check_{item}",
            progress_task=task,
            description_placeholders=self._placeholders(),
        )

    def _show_menu(self, step_id: str, *options: str) -> SubentryFlowResult:
        """Show what came of the checks, and what can be done now."""
        return self.async_show_menu(
            step_id=step_id,
            menu_options=list(options),
            description_placeholders=self._placeholders(),
        )

    def _placeholders(self) -> dict[str, str]:
        """Return the results as Markdown, the picture, and the price of a call."""
        lines = [
            f"- {_MARKS[result.outcome]} {result.text}"
            for result in self._running.results.values()
        ]
        price = self._get_entry().data.get(CONF_PRICE, DEFAULT_PRICE)
        return {
            "results": "\n".join(lines),
            "picture": self._picture_text(),
            "price": f"${price:.2f}",
        }

    def _picture_text(self) -> str:
        """Return the picture that would be sent as Markdown."""
        if (picture := self._running.picture) is None:
            return ""
        if self._picture is None:
            self._picture = async_show_picture(self.hass, picture)
        return f"![]({async_signed_path(self.hass, self._picture)})"

    def _hide(self) -> None:
        """Show the picture no more."""
        if self._picture is not None:
            async_hide_picture(self.hass, self._picture)
            self._picture = None
