"""Keeps what was shown and logged, so that a run can be reported at any moment, offline."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from ..core.redact import Redactor
from ..setup import decisions as d
from ..support.moments import LogTail, Recorder

if TYPE_CHECKING:
    from ..support.report import Report
    from .frame import Frame


class Reporting:
    """What the wizard has shown so far. `redactor` knows the secrets of this run."""

    def __init__(self, wizard: Frame, redactor: Redactor | None = None) -> None:
        self._wizard = wizard
        self.redactor = redactor or Redactor()
        self.recorder = Recorder()
        self.log = LogTail(self.redactor)
        self.log.attach()
        wizard.conductor.changed.connect(self.note)
        wizard.destroyed.connect(self.log.detach)

    @cached_property
    def reference(self) -> str:
        """What the person reads to the desk; a new one with each `begin`."""
        from ..support.report import new_reference

        return new_reference()

    def note(self) -> None:
        """Keep what is shown now."""
        c = self._wizard.conductor
        self.recorder.note(c.setup, c.step, c.since, c.now)

    def begin(self) -> None:
        """A new report: another reference, and the state of this moment."""
        self.note()
        self.__dict__.pop("reference", None)

    def end(self) -> None:
        """The wizard is going."""
        self.log.detach()

    def summary(self) -> str:
        """At most fifteen lines for a chat."""
        from .details import summary_lines

        wizard = self._wizard
        lines = summary_lines(wizard.view, wizard.look.brand, wizard.words, code=wizard.chip.text())
        return self.redactor.clean("\n".join(lines))

    def report(self, shorten: bool = False) -> Report:
        """All that is known about this run, now; with `shorten` without the names of networks."""
        from ..support.report import Run, make_report

        wizard = self._wizard
        view, product = wizard.view, wizard.look.brand.product
        light = view.setup.decision(d.Light)
        run = Run(
            moments=self.recorder.moments(view.now),
            summary=self.summary().splitlines(),
            log=self.log.lines(),
            redactor=self.redactor,
            brand=f"{product.brand_name} {product.device_name}",
            language=wizard.words.language,
            written=datetime.now().astimezone(),
            light=light.code if light is not None else "",
            code=wizard.chip.text(),
        )
        return make_report(run, self.reference, shorten=shorten)
