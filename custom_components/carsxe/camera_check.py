"""The steps that check a camera before it is added or changed."""

from abc import abstractmethod
import asyncio
from asyncio import Task
from base64 import b64encode
from collections.abc import Callable, Coroutine
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    SubentryFlowResult,
)

from .const import (
    CONF_PRICE,
    CONF_SCAN_INTERVAL,
    CONF_TRIGGER_ENTITY_IDS,
    DEFAULT_PRICE,
    SUBENTRY_CAMERA,
)
from .runtime.check import Outcome, SetupCheck
from .runtime.texts import async_say
from .subentry_flow import SubentryFlow

# Seconds that a progress lasts at the least: the frontend never hears of one that ends while it
# is still drawing it, and shows it for ever.
SHOWN_FOR = 0.5

_MARKS = {Outcome.OK: "✅", Outcome.FAILED: "❌", Outcome.SKIPPED: "➖"}


class CameraCheckSteps(SubentryFlow):
    """Shows what came of the free checks, and offers a paid call."""

    _check: SetupCheck | None = None
    _data: dict[str, Any]
    _tasks: dict[str, Task[None]]

    @abstractmethod
    def _finish(self) -> SubentryFlowResult:
        """Add or change the camera."""

    async def async_check_then_finish(self, data: dict[str, Any]) -> SubentryFlowResult:
        """Check a camera, and add or change it once somebody says so."""
        self._data = data
        self._tasks = {}
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
        """Run the free checks, in one step: the frontend misses some that follow at once."""
        check = self._running
        task = self._start_once("check", check.async_check_free)
        if not task.done():
            return self._show_progress("check", task)
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
        task = self._start_once("pay", self._running.async_pay)
        if not task.done():
            return self._show_progress("pay", task)
        return self.async_show_progress_done(next_step_id="paid")

    async def async_step_paid(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell what came of the call, with the plates drawn in."""
        return self._show_menu("paid", self._end, "pay_again", self._form)

    async def async_step_pay_again(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Make another paid call, for another picture."""
        self._tasks.pop("pay", None)
        self._start_once("pay", self._running.async_pay_again)
        return await self.async_step_pay()

    async def async_step_add(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add or change the camera, whatever the checks say."""
        return self._finish()

    async_step_save = async_step_add

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

    def _start_once(
        self, step_id: str, work: Callable[[], Coroutine[Any, Any, None]]
    ) -> Task[None]:
        """Return a step's task, which is started once for a check. Raises AbortFlow."""
        if step_id not in self._tasks:
            self._abort_if_removed()
            self._tasks[step_id] = self.hass.async_create_task(_async_show(work()))
        return self._tasks[step_id]

    def _show_progress(self, step_id: str, task: Task[None]) -> SubentryFlowResult:
        """Show what is in progress, below what was found."""
        return self.async_show_progress(
            step_id=step_id,
            progress_action=step_id,
            progress_task=task,
            description_placeholders={"results": self._results()},
        )

    def _show_menu(self, step_id: str, *options: str) -> SubentryFlowResult:
        """Show what came of the checks, and what can be done now."""
        return self.async_show_menu(
            step_id=step_id,
            menu_options=list(options),
            description_placeholders=self._placeholders(),
        )

    def _placeholders(self) -> dict[str, str]:
        """Return the results, the picture, and the price of a call."""
        price = self._get_entry().options.get(CONF_PRICE, DEFAULT_PRICE)
        return {
            "results": self._results(),
            "picture": self._picture_text(),
            "price": f"${price:.2f}",
        }

    def _results(self) -> str:
        """Return the results as Markdown."""
        lines = [
            f"- {'⚠️' if 'warnings' in result.details else _MARKS[result.outcome]} {result.text}"
            for result in self._running.results.values()
        ]
        if not (
            self._data.get(CONF_TRIGGER_ENTITY_IDS)
            or self._data.get(CONF_SCAN_INTERVAL)
        ):
            lines.insert(0, f"- ⚠️ {async_say(self.hass, 'check_no_trigger')}")
        return "\n".join(lines)

    def _picture_text(self) -> str:
        """Return the picture that would be sent as Markdown, after the whole one if it is a part."""
        check = self._running
        return "\n\n".join(
            f"![](data:{each.content_type};base64,{b64encode(each.content).decode()})"
            for each in (check.overview, check.picture)
            if each
        )


async def _async_show(work: Coroutine[Any, Any, None]) -> None:
    """Do some work, in no less time than the frontend needs to show that it is in progress."""
    await asyncio.gather(work, asyncio.sleep(SHOWN_FOR))
