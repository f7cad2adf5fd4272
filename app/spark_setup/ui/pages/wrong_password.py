"""5.2 The device could not join. The text is kept, the device is joined again by itself."""

from __future__ import annotations

from ...core.lights import State as Light
from ...core.secrets import Secret
from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Code, Problem
from ..naming import net, suffix
from ..problem_words import was_asked
from ..widgets.notes import Note, Notes
from ..words import isolate
from .base import View
from .typed_password import TypedPassword


class WrongPasswordPage(TypedPassword):
    """Password field, hidden, with the text that was sent; one line says whether the device is there."""

    places = (Place.WRONG_PASSWORD,)
    ask = "try"

    def build(self) -> None:
        super().build()
        self._for: Secret | None = None
        self.notes = Notes(self.look.theme)
        self.column.addWidget(self.field)
        self.column.addWidget(self.notes)
        self.column.addStretch(1)

    def title(self, view: View) -> str:
        problem = view.setup.problem
        asked = problem is not None and was_asked(problem)
        return self.words(
            "wrong_password.title.asked" if asked else "wrong_password.title", net=net(view.setup)
        )

    def entered(self, view: View) -> None:
        sent = view.setup.decision(d.Password)
        if sent is not None and sent.text != self._for:
            self._for = sent.text
            self.field.set_secret(sent.text)
        self.field.hide_text()

    def draw(self, view: View) -> None:
        self.field.set_label(self.words("wrong_password.field", net=net(view.setup)))
        self.field.set_hint(self.words("wrong_password.kept" if self._for else "wrong_password.again"))
        self.notes.set(self._lines(view))
        self.describe()

    def _lines(self, view: View) -> list[Note]:
        setup, name = view.setup, suffix(view.setup)
        problem = setup.problem
        lines = []
        if setup.answering:
            text = self.words("wrong_password.connected.unnamed")
            if name:
                text = self.words("wrong_password.connected", suffix=isolate(name))
            lines.append(Note("tick", text, tone="ok"))
        elif problem is not None and problem.reason in ("not_back", "asked"):
            lines.append(Note("info", self.words("wrong_password.button")))
        else:
            label = isolate(name or self.look.brand.product.device_name)
            lines.append(Note("refresh", self.words("wrong_password.rejoining", suffix=label)))
        if setup.failures.count(Code.COULD_NOT_JOIN.value) > 1:
            lines.append(Note("info", self.words("wrong_password.phone", net=net(setup))))
        return lines

    def light(self, view: View) -> Light | None:
        problem = view.setup.problem
        waits = problem is not None and problem.reason in ("not_back", "asked")
        return Light.LISTENING if waits and not view.setup.answering else None

    def keeps_primary(self, problem: Problem) -> bool:
        return True
