"""The steps that check a camera before it is added or changed."""

from abc import abstractmethod
import asyncio
from asyncio import Task
from base64 import b64encode
from collections.abc import Callable, Coroutine
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SubentryFlowResult

from .const import CONF_SCAN_INTERVAL, CONF_TRIGGER_ENTITY_IDS
from .runtime.check import Outcome, SetupCheck
from .runtime.settings import AccountSettings, CameraSettings
from .runtime.texts import async_translate
from .subentry_flow import SubentryFlow

# Minimum duration of a progress step in seconds. If one ends while the frontend is still
# rendering it, the frontend misses that and shows it forever.
SHOWN_FOR = 0.5

_MARKS = {Outcome.OK: "✅", Outcome.FAILED: "❌", Outcome.SKIPPED: "➖"}


class CameraCheckSteps(SubentryFlow):
    """Show the results of the free checks, and offer a paid call."""

    _check: SetupCheck
    _data: dict[str, Any]
    _tasks: dict[str, Task[None]]

    @abstractmethod
    def _finish(self) -> SubentryFlowResult:
        """Add or change the camera."""

    async def async_check_then_finish(self, data: dict[str, Any]) -> SubentryFlowResult:
        """Check a camera, and add or change it once the user confirms."""
        self._data = data
        self._tasks = {}
        settings = CameraSettings.from_data("", data)
        self._check = SetupCheck(self.hass, self._get_entry(), settings)
        return await self.async_step_check()

    async def async_step_check(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Run the free checks in a single step, because the frontend misses steps in quick succession."""
        check = self._check
        next_step = "checked" if check.passed else "failed"
        return self._show_progress("check", check.async_check_free, next_step)

    async def async_step_checked(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Report that all checks have passed so far."""
        return self._show_menu("checked", self._end, "pay", self._form)

    async def async_step_failed(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Report what failed."""
        return self._show_menu("failed", self._form, self._end)

    async def async_step_pay(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Make one paid call, after the user has agreed to it."""
        return self._show_progress("pay", self._check.async_pay, "paid")

    async def async_step_paid(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Report the result of the call, with the plates drawn in."""
        return self._show_menu("paid", self._end, "pay_again", self._form)

    async def async_step_pay_again(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Make another paid call with another picture."""
        self._tasks.pop("pay", None)
        return self._show_progress("pay", self._check.async_pay_again, "paid")

    async def async_step_add(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add or change the camera, whatever the check results."""
        return self._finish()

    async_step_save = async_step_add

    @property
    def _end(self) -> str:
        """Return the step that completes the flow."""
        return "save" if self.source == SOURCE_RECONFIGURE else "add"

    @property
    def _form(self) -> str:
        """Return the step with the fields."""
        return "reconfigure" if self.source == SOURCE_RECONFIGURE else "user"

    def _show_progress(
        self,
        step_id: str,
        work: Callable[[], Coroutine[Any, Any, None]],
        next_step: str,
    ) -> SubentryFlowResult:
        """Start some work once, and show its progress below the results so far. Raises AbortFlow."""
        if step_id not in self._tasks:
            self._get_present()
            self._tasks[step_id] = self.hass.async_create_task(_async_show(work()))
        task = self._tasks[step_id]
        if task.done():
            return self.async_show_progress_done(next_step_id=next_step)
        return self.async_show_progress(
            step_id=step_id,
            progress_action=step_id,
            progress_task=task,
            description_placeholders={"results": self._results()},
        )

    def _show_menu(self, step_id: str, *options: str) -> SubentryFlowResult:
        """Show the results, the picture to send, the price of a call and the possible next steps.

        If only a part of the picture is sent, the full one comes first.
        """
        pictures = (
            f"![](data:{each.content_type};base64,{b64encode(each.content).decode()})"
            for each in (self._check.overview, self._check.picture)
            if each
        )
        price = AccountSettings.from_entry(self._get_entry()).price
        return self.async_show_menu(
            step_id=step_id,
            menu_options=list(options),
            description_placeholders={
                "results": self._results(),
                "picture": "\n\n".join(pictures),
                "price": f"${price:.2f}",
            },
        )

    def _results(self) -> str:
        """Return the results as Markdown."""
        lines = [
            f"- {'⚠️' if result.warnings else _MARKS[result.outcome]} {result.text}"
            for result in self._check.results.values()
        ]
        if not (
            self._data.get(CONF_TRIGGER_ENTITY_IDS)
            or self._data.get(CONF_SCAN_INTERVAL)
        ):
            lines.insert(0, f"- ⚠️ {async_translate(self.hass, 'check_no_trigger')}")
        return "\n".join(lines)


async def _async_show(work: Coroutine[Any, Any, None]) -> None:
    """Run some work for at least as long as the frontend needs to show its progress."""
    await asyncio.gather(work, asyncio.sleep(SHOWN_FOR))
