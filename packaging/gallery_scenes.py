# ruff: noqa: E501 -- sample sentences in three languages read better unbroken
"""The scenes of the gallery: whole pages put together from widgets, as in the design's pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget, QWizard, QWizardPage

from spark_setup.core.lights import Hue, Light, Movement
from spark_setup.ui.theme import Theme, set_margins
from spark_setup.ui.widgets.buttons import Button, Kind, TextLink
from spark_setup.ui.widgets.code_chip import CodeChip, Severity
from spark_setup.ui.widgets.device_cards import Device, DeviceCards
from spark_setup.ui.widgets.drawer import Drawer
from spark_setup.ui.widgets.drawer_content import Action, DrawerContent, Fact
from spark_setup.ui.widgets.field import TextField
from spark_setup.ui.widgets.flow import FlowLayout
from spark_setup.ui.widgets.footer import Footer
from spark_setup.ui.widgets.header import Header
from spark_setup.ui.widgets.led_helper import HelperTexts, LedHelper
from spark_setup.ui.widgets.led_questions import HelperLight
from spark_setup.ui.widgets.light import LightPicture
from spark_setup.ui.widgets.light_card import LightCard
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.network_list import NetworkList
from spark_setup.ui.widgets.network_rows import NetworkRow, RowKind
from spark_setup.ui.widgets.notes import Note, Notes
from spark_setup.ui.widgets.password_field import PasswordField, PasswordTexts
from spark_setup.ui.widgets.problem_panel import ProblemPanel
from spark_setup.ui.widgets.progress_list import CheckList, ProgressList, Row
from spark_setup.ui.widgets.ribbon import Ribbon
from spark_setup.ui.widgets.scroll import Scroll
from spark_setup.ui.widgets.step_rail import RailStep, StepRail
from spark_setup.ui.widgets.step_strip import StepStrip
from spark_setup.ui.widgets.summary_row import SummaryRow, WaitingRow
from spark_setup.ui.widgets.tiles import TileSpec
from spark_setup.ui.widgets.typeset import device_id_runs, sentence

Scene = Callable[[Theme, str], QWidget]
W = QWizard.WizardButton

TITLES = {
    "en": (
        "Get ready",
        "Find your device",
        "Choose the Wi-Fi",
        "Enter the password",
        "Send the details",
        "Come online",
        "Name and finish",
    ),
    "de": (
        "Vorbereiten",
        "Gerät finden",
        "WLAN auswählen",
        "Passwort eingeben",
        "Zugangsdaten senden",
        "Online gehen",
        "Benennen und abschließen",
    ),
    "ar": (
        "التحضير",
        "العثور على الجهاز",
        "اختيار شبكة Wi-Fi",
        "إدخال كلمة المرور",
        "إرسال البيانات",
        "الاتصال بالإنترنت",
        "التسمية والإنهاء",
    ),
}
NOTES = ("All checks passed", "U8BS, connected", "Home", "Entered", "Delivered", "Online", "")


def pick(language: str, en: str, de: str = "", ar: str = "") -> str:
    """A sample sentence."""
    return {"en": en, "de": de or en, "ar": ar or en}[language]


def logo(theme: Theme) -> QPixmap:
    """A stand-in for a brand's mark."""
    made = QPixmap(104, 104)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours.accent)
    painter.drawRoundedRect(QRectF(0, 0, 104, 104), 26, 26)
    painter.setBrush(theme.colours.on_accent)
    star = [(52, 18), (58, 46), (86, 52), (58, 58), (52, 86), (46, 58), (18, 52), (46, 46)]
    painter.drawPolygon(QPolygonF([QRectF(x, y, 0, 0).topLeft() for x, y in star]))
    painter.end()
    return made


class _Page(QWizardPage):
    """A page whose primary can be greyed."""

    complete = True

    def isComplete(self) -> bool:
        return self.complete


class PageFrame(QWizard):
    """A window like the real one: rail or strip, header, content, footer."""

    def __init__(
        self,
        theme: Theme,
        language: str,
        step: int,
        *,
        state: State = State.CURRENT,
        note: str = "",
        code: str = "",
        primary: str = "",
        short: str = "",
        cancel: str = "",
        back: bool = True,
    ) -> None:
        super().__init__()
        self.theme, self.language = theme, language
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        narrow = theme.is_narrow(960)
        self._make_buttons(code, state, step, primary, short, cancel, back)
        page = self.page_one = _Page()
        around = QVBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(theme)
        around.addWidget(scroll)
        inside = QWidget()
        scroll.setWidget(inside)
        self.content = QVBoxLayout(inside)
        self.header = Header(theme)
        states = [state if n == step else (State.DONE if n < step else State.COMING) for n in range(1, 8)]
        if narrow:
            strip = StepStrip(theme)
            here = TITLES[language][step - 1]
            strip.set(
                states, f"{pick(language, 'Step', 'Schritt')} {step} {pick(language, 'of', 'von')} 7: {here}"
            )
            self.content.addWidget(strip)
        else:
            self.rail = self._rail(states, note, step)
            self.setSideWidget(self.rail)
        self.narrow = narrow
        self.content.addWidget(self.header)
        set_margins(self.content, self, theme.px(28), theme.px(26), theme.px(32), 0)
        self.content.setSpacing(theme.px(22))
        self.addPage(page)
        self.addPage(QWizardPage())
        self.footer = Footer(self)
        self.resize(1024 if narrow else 960, 560 if narrow else 640)

    def _make_buttons(
        self, code: str, state: State, step: int, primary: str, short: str, cancel: str, back: bool
    ) -> None:
        theme, language = self.theme, self.language
        chip = CodeChip(theme)
        severity = {State.PROBLEM: Severity.BAD, State.WARN: Severity.WARN}.get(state, Severity.NONE)
        chip.set_code(code or f"S{step}", severity, "spoken")
        stop = cancel.startswith("!")
        words = cancel.lstrip("!") or pick(language, "Cancel", "Abbrechen", "إلغاء")
        for which, button, name in (
            (W.CustomButton1, chip, "frame.code"),
            (
                W.CustomButton2,
                Button(theme, pick(language, "Help", "Hilfe", "مساعدة"), Kind.LINK, icon="help"),
                "frame.help",
            ),
            (W.CancelButton, Button(theme, words, Kind.BORDERED if stop else Kind.QUIET), "frame.cancel"),
            (W.CustomButton3, Button(theme, pick(language, "Back", "Zurück", "رجوع")), "frame.back"),
            (W.NextButton, Button(theme, primary, Kind.PRIMARY, short=short), "frame.primary"),
        ):
            button.setObjectName(name)
            self.setButton(which, button)
        row = [W.CustomButton1, W.CustomButton2, W.Stretch, W.CancelButton]
        if back:
            row.append(W.CustomButton3)
        if primary:
            row.append(W.NextButton)
        self.setButtonLayout(row)
        if not back:
            self.button(W.CustomButton3).hide()

    def _rail(self, states: list[State], note: str, step: int) -> StepRail:
        rail = StepRail(self.theme)
        rail.set_brand("Temperature Monitor", "Northwind", logo(self.theme))
        rail.set_steps(
            [
                RailStep(title, state, note if n == step else (NOTES[n - 1] if state is State.DONE else ""))
                for n, (title, state) in enumerate(zip(TITLES[self.language], states, strict=True), 1)
            ]
        )
        return rail

    def head(self, title: str, lead: str = "", *, step: int, celebrate: bool = False) -> None:
        """Eyebrow (not beside the strip), title, lead."""
        words = {"en": f"Step {step} of 7", "de": f"Schritt {step} von 7", "ar": f"الخطوة {step} من 7"}
        self.header.set("" if self.narrow else words[self.language], title, lead, celebrate=celebrate)

    def two_columns(self, widgets: list[QWidget], card: LightCard) -> None:
        """Content beside the light card; above it, as a line, where there is little room."""
        if self.narrow:
            card.set_line(True)
            self.content.addWidget(card)
            for widget in widgets:
                self.content.addWidget(widget)
            self.content.addStretch(1)
            return
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(24))
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(22))
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row, 1)


def light_card(
    theme: Theme, language: str, hue: Hue = Hue.BLUE, movement: Movement = Movement.BLINK
) -> LightCard:
    """A light card with samples."""
    card = LightCard(theme, "light")
    words = {
        Hue.BLUE: pick(language, "Blinking dark blue", "Blinkt dunkelblau"),
        Hue.GREEN: "Blinking green",
        Hue.CYAN: "Breathing light blue",
    }[hue]
    code = {Hue.BLUE: "L1", Hue.GREEN: "L2", Hue.CYAN: "L7"}[hue]
    card.set(
        LightPicture(Light(movement, hue), words, code, f"Light: {words}, code {code}"),
        title=pick(language, "The light should be", "Das Licht soll so sein"),
        code=f"Light code {code}",
        link=pick(language, "It looks different", "Es sieht anders aus"),
        sentence=pick(language, f"{words} ({code})", "Das Licht muss dunkelblau blinken (Lichtcode L1)."),
    )
    return card


def links(theme: Theme, *texts: str) -> QWidget:
    """A row of links."""
    box = QWidget()
    flow = FlowLayout(box)
    flow.set_spacing(theme.px(26), theme.px(6))
    for number, text in enumerate(texts):
        link = TextLink(theme, text)
        link.setObjectName(f"link{number}")
        flow.addWidget(link)
    return box


def join(theme: Theme, language: str) -> QWidget:
    """Picture 01."""
    frame = PageFrame(theme, language, 2, primary="Connect to U8BS", short="Connect")
    frame.head(
        "Is this your Temperature Monitor?",
        "Compare the code with the label on the back of the device.",
        step=2,
    )
    cards = DeviceCards(theme)
    cards.set([Device("U8BS", "Northwind-", "Very near", 4)], chosen="U8BS")
    notes = Notes(theme)
    notes.set(
        [
            Note(
                "wifi-return",
                sentence(
                    "To talk to it, this computer leaves {own} for a short time. It goes back by itself.",
                    own="Home",
                ),
            ),
            Note("info", "Your computer may say “No internet”. That is expected. Stay connected."),
        ]
    )
    frame.two_columns(
        [cards, notes, links(theme, "My code is different", "Join by hand")], light_card(theme, language)
    )
    frame.setProperty("gallery.focus", "frame.primary")
    return frame


def network(theme: Theme, language: str) -> QWidget:
    """Pictures 02 and 10."""
    frame = PageFrame(theme, language, 3, primary=pick(language, "Continue", "Weiter", "متابعة"))
    frame.head(
        pick(
            language,
            "Choose the Wi-Fi for your Temperature Monitor",
            "WLAN für den Temperature Monitor auswählen",
            "اختر شبكة Wi-Fi لجهازك Temperature Monitor",
        ),
        pick(
            language,
            "This computer is on Home-5G. That is 5 GHz, and your Temperature Monitor uses 2.4 GHz. "
            "Home is probably the same router.",
            "",
            "هذا الكمبيوتر متصل بالشبكة Home-5G، وهي بتردد 5 غيغاهرتز، بينما يستخدم جهازك 2.4 غيغاهرتز.",
        ),
        step=3,
    )
    same = pick(
        language,
        "Probably the same router as Home-5G",
        "Wahrscheinlich derselbe Router wie Home-5G",
        "على الأرجح من جهاز التوجيه نفسه",
    )
    strong, good, fair, weak = {
        "en": ("Strong", "Good", "Fair", "Weak"),
        "de": ("Stark", "Gut", "Mäßig", "Schwach"),
        "ar": ("قوية", "جيدة", "متوسطة", "ضعيفة"),
    }[language]
    listed = NetworkList(theme)
    listed.set_rows(
        [
            NetworkRow("a", "Home", note=same, strength=strong, bars=4, locked=True),
            NetworkRow(
                "b",
                "Café Lumière",
                note=pick(language, "Open, no password", "Offen, ohne Passwort", "مفتوحة، بلا كلمة مرور"),
                strength=good,
                bars=3,
            ),
            NetworkRow("c", "ET&JDS", strength=fair, bars=2, locked=True),
            NetworkRow(
                "d",
                pick(language, "<b>Wang’s</b> WiFi", "", "بيت العائلة"),
                strength=weak,
                bars=1,
                locked=True,
            ),
        ],
        [
            NetworkRow(
                "e",
                "Home-5G",
                RowKind.UNUSABLE,
                note=pick(
                    language,
                    "This computer’s network. 5 GHz only, so Temperature Monitor cannot see it.",
                    "Das Netz dieses Computers. Nur 5 GHz, deshalb kann der Temperature Monitor es nicht sehen.",
                    "شبكة هذا الكمبيوتر. تردد 5 غيغاهرتز فقط، ولا يستطيع جهازك رؤيتها.",
                ),
            ),
            NetworkRow(
                "f",
                "Office",
                RowKind.UNUSABLE,
                note="Asks for a user name. This setup cannot use such networks.",
                bars=2,
                locked=True,
            ),
        ],
        cannot=pick(language, "Cannot be used", "Nicht nutzbar", "لا يمكن استخدامها"),
        add=pick(
            language, "My network is not in the list", "Mein Netz ist nicht dabei", "شبكتي ليست في القائمة"
        ),
        chosen="a",
    )
    frame.content.addWidget(listed, 1)
    frame.content.addStretch()
    if language == "de":
        listed.choose("")
        frame.setProperty("gallery.focus", "network.list.view")
    return frame


def password(theme: Theme, language: str) -> QWidget:
    """Picture 03."""
    frame = PageFrame(
        theme,
        language,
        4,
        primary=pick(language, "Connect Temperature Monitor", "Temperature Monitor verbinden"),
        short=pick(language, "Connect", "Verbinden"),
    )
    frame.head(
        "Enter the Wi-Fi password for Home",
        "This is the password other devices use for Home. It is often printed on the router.",
        step=4,
    )
    summary = SummaryRow(theme)
    summary.set(
        "Home",
        pick(language, "2.4 GHz, strong signal at the device", "2,4 GHz, starkes Signal am Gerät"),
        bars=4,
        link=pick(language, "Choose another network", "Anderes Netz wählen"),
    )
    field = PasswordField(
        theme,
        "password.text",
        PasswordTexts("Show", "Hide", "Show password", "Caps Lock is on"),
        caps_lock=lambda: True,
    )
    field.set_label("Wi-Fi password")
    field.edit.setText("correct hors")
    field.set_length("12 characters. A Wi-Fi password has 8 to 63.")
    saved = Button(
        theme,
        pick(
            language,
            "Use the password saved on this computer",
            "Auf diesem Computer gespeichertes Passwort nehmen",
        ),
        icon="key",
    )
    row = QHBoxLayout()
    row.addWidget(saved)
    row.addStretch(1)
    notes = Notes(theme)
    notes.set(
        [
            Note(
                "lock",
                "The password is encrypted for your Temperature Monitor and sent to it directly. It is not stored and not sent anywhere else.",
                quiet=True,
            )
        ]
    )
    notes.setMaximumWidth(theme.field_width)
    frame.content.addWidget(summary)
    frame.content.addWidget(field)
    frame.content.addLayout(row)
    frame.content.addWidget(notes)
    frame.content.addStretch(1)
    frame.setProperty("gallery.focus", "password.text")
    return frame


def facts(failed: bool) -> list[Row]:
    """The facts of pictures 04 and 08."""
    rows = [
        Row(
            "delivered",
            State.DONE,
            "Wi-Fi details delivered",
            "Your Temperature Monitor confirmed them",
            "0:01",
        ),
        Row("left", State.DONE, "It has left setup mode", "Its own network is gone", "0:04"),
        Row("back", State.DONE, "This computer is back on Home", "The internet answers", "0:11"),
    ]
    if failed:
        rows.append(
            Row(
                "online",
                State.WARN,
                "Not seen online",
                "Asked the Northwind service 47 times",
                "2:00 of 2:00",
            )
        )
    else:
        rows.append(
            Row(
                "online",
                State.RUNNING,
                "Waiting for it to come online",
                "Asking the Northwind service",
                share=0.35,
                limit="0:42 of up to 2:00",
            )
        )
    return [*rows, Row("linked", State.COMING, "Linked to your account")]


def progress(theme: Theme, language: str) -> QWidget:
    """Picture 04."""
    frame = PageFrame(theme, language, 6, cancel="!Stop waiting", back=False)
    frame.head(
        "Your Temperature Monitor is joining Home",
        "Leave it plugged in. This page goes on by itself.",
        step=6,
    )
    listed = ProgressList(theme)
    listed.set(facts(False))
    frame.two_columns([listed], light_card(theme, language, Hue.GREEN))
    return frame


def wrong(theme: Theme, language: str) -> QWidget:
    """Picture 05."""
    frame = PageFrame(
        theme,
        language,
        6,
        state=State.PROBLEM,
        note="Could not join",
        code="S6-01",
        primary="Try this password",
        back=False,
    )
    frame.head("Temperature Monitor could not join Home", step=6)
    panel = ProblemPanel(theme)
    panel.set(
        Severity.BAD,
        "The password is probably different from the one typed.",
        "It tried for 0:41, then went back to setup mode. Home is in reach.",
        [
            ("a", pick(language, "Choose another network", "Anderes Netz wählen")),
            ("b", pick(language, "Check the light", "Licht prüfen")),
        ],
    )
    field = PasswordField(
        theme,
        "wrong.text",
        PasswordTexts("Show", "Hide", "Show password", "Caps Lock is on"),
        caps_lock=lambda: None,
    )
    field.set_label("Wi-Fi password for Home")
    field.edit.setText("correct horse")
    field.set_hint("Your text is kept. Choose Show to compare it. Capital letters count.")
    notes = Notes(theme)
    notes.set(
        [
            Note(
                "tick",
                sentence(
                    "This computer is connected to {suffix} again. You need not press anything on it.",
                    suffix="U8BS",
                ),
                "ok",
            ),
            Note("info", "To check the password, connect a phone to Home with it."),
        ]
    )
    for widget in (panel, field, notes):
        frame.content.addWidget(widget)
    frame.content.addStretch(1)
    frame.setProperty("gallery.focus", "wrong.show" if language == "ar" else "wrong.text")
    return frame


def success(theme: Theme, language: str) -> QWidget:
    """Picture 07."""
    frame = PageFrame(theme, language, 7, primary="Finish", cancel="Set up another", back=False)
    frame.head("Your Temperature Monitor is online", step=7, celebrate=True)
    notes = Notes(theme)
    notes.set(
        [
            Note("tick", sentence("Northwind sees it online on {net} since 14:32", net="Home"), "ok"),
            Note("tick", "Linked to your account", "ok"),
            Note("tick", sentence("This computer is back on {own}, with internet", own="Home"), "ok"),
        ]
    )
    field = TextField(theme, "success.name")
    field.set_label("Give it a name (optional)")
    field.set_text("Temperature Monitor")
    chips = QWidget()
    flow = FlowLayout(chips)
    flow.set_spacing(theme.px(9), theme.px(8))
    for text in ("Kitchen", "Cellar", "Greenhouse"):
        flow.addWidget(Button(theme, text, Kind.NAME_CHIP))
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(11))
    column.addWidget(field)
    column.addWidget(chips)
    card = light_card(theme, language, Hue.CYAN, Movement.BREATHE)
    card.link.hide()
    frame.two_columns([notes, both], card)
    frame.setProperty("gallery.focus", "success.name")
    return frame


def not_seen(theme: Theme, language: str) -> QWidget:
    """Picture 08, without the drawer."""
    frame = PageFrame(
        theme,
        language,
        6,
        state=State.WARN,
        note="Not seen online yet",
        code="S6-02",
        primary="Keep waiting",
        cancel="Finish anyway",
        back=False,
    )
    frame.head("Wi-Fi details delivered, not online yet", step=6)
    panel = ProblemPanel(theme)
    panel.set(
        Severity.WARN,
        "We cannot see your Temperature Monitor yet.",
        "The light tells which part is missing.",
        [("a", "Compare the light"), ("b", "Change the password")],
    )
    listed = ProgressList(theme)
    listed.set(facts(True))
    frame.content.addWidget(panel)
    frame.content.addWidget(listed)
    frame.content.addStretch(1)
    return frame


def manual(theme: Theme, language: str) -> QWidget:
    """Picture 09."""
    frame = PageFrame(theme, language, 2, primary=pick(language, "I am connected", "Ich bin verbunden"))
    frame.head(
        pick(
            language,
            "Connect this computer to your Temperature Monitor",
            "Verbinden Sie diesen Computer mit dem Temperature Monitor",
        ),
        step=2,
    )
    notes = Notes(theme)
    notes.set(
        [
            Note(
                "1",
                pick(
                    language,
                    "Click the Wi-Fi icon in the taskbar.",
                    "Klicken Sie unten rechts in der Taskleiste auf das WLAN-Symbol.",
                ),
                "accent",
            ),
            Note(
                "2",
                sentence(
                    pick(
                        language,
                        "Choose the network that begins with {prefix}. The characters after the dash are on the label.",
                        "Wählen Sie das Netzwerk, das mit {prefix} beginnt. Die letzten vier Zeichen stehen auf dem Etikett.",
                    ),
                    prefix="Northwind-",
                ),
                "accent",
            ),
            Note(
                "3",
                pick(
                    language,
                    "Come back here. “No internet” is normal: stay connected.",
                    "Kommen Sie hierher zurück. Die Meldung „Kein Internet“ ist normal: Bleiben Sie verbunden.",
                ),
                "accent",
            ),
        ]
    )
    waiting = WaitingRow(theme)
    waiting.set(
        pick(
            language,
            "Waiting until Temperature Monitor answers. Then it goes on by itself.",
            "Wartet, bis der Temperature Monitor antwortet. Danach geht es von selbst weiter.",
        ),
        "0:18",
    )
    frame.two_columns([notes, waiting], light_card(theme, language))
    return frame


def ready(theme: Theme, language: str) -> QWidget:
    """Page 1.1 with its checks, a ribbon above."""
    frame = PageFrame(theme, language, 1, primary="Continue", back=False)
    ribbon = Ribbon(theme)
    ribbon.set("Demo. Nothing real is changed.", close="Close")
    frame.content.insertWidget(0, ribbon)
    frame.head(
        "Plug in your Temperature Monitor",
        "Keep it near this computer. The light should blink dark blue.",
        step=1,
    )
    checks = CheckList(theme)
    checks.set(
        [
            Row("internet", State.DONE, "Internet"),
            Row("account", State.DONE, "Northwind account"),
            Row("wifi", State.PROBLEM, "Wi-Fi of this computer", "Wi-Fi is switched off"),
            Row(
                "way",
                State.INFO,
                "Nothing in the way",
                "A VPN is on (Corp). It is only in the way if the device does not answer.",
            ),
            Row("near", State.RUNNING, "Temperature Monitor nearby", "Looking", "0:12"),
        ]
    )
    frame.two_columns([checks], light_card(theme, language))
    frame.page_one.complete = False
    frame.page_one.completeChanged.emit()
    frame.footer.fit("Wi-Fi has to be on first")
    return frame


def several(theme: Theme, language: str) -> QWidget:
    """Page 2.3."""
    frame = PageFrame(theme, language, 2, primary="Choose a device")
    frame.head("3 devices found. Which one is yours?", "The code is on the label on the back.", step=2)
    cards = DeviceCards(theme)
    cards.set(
        [
            Device("U8BS", "Northwind-", "Very near", 4),
            Device("QX41", "Northwind-", "Near", 3),
            Device("77KP", "Northwind-", "Far", 1),
        ],
        chosen="QX41",
    )
    frame.two_columns(
        [cards, links(theme, "My code is different", "Join by hand")], light_card(theme, language)
    )
    frame.setProperty("gallery.focus", "join.devices.QX41" if language != "ar" else "link0")
    frame.page_one.complete = False
    frame.page_one.completeChanged.emit()
    frame.footer.fit("Choose the code on your label")
    return frame


def helper(theme: Theme, language: str) -> QWidget:
    """Picture 06."""
    dialog = LedHelper(
        theme,
        HelperTexts(
            window="Temperature Monitor – what does the light do?",
            title=pick(language, "What does the light do?", "Was macht das Licht?"),
            lead="Watch it for ten seconds. First the movement, then the colour.",
            how=pick(language, "How does it move?", "Wie bewegt es sich?"),
            colour="Which colour is closest?",
            last="Slow or fast?",
            this_is_it="This is it",
            not_sure="I am not sure",
            not_sure_title="That is a good answer, too.",
            not_sure_advice="Wait 30 seconds and look again, or film it with a phone.",
            stop="Stop the movement",
            start="Start the movement",
        ),
    )
    moves = [
        TileSpec("blink", pick(language, "On and off", "An und aus"), strip=Light(Movement.BLINK, Hue.BLUE)),
        TileSpec(
            "breathe",
            pick(language, "Slowly fading", "Langsam auf und ab"),
            strip=Light(Movement.BREATHE, Hue.CYAN),
        ),
        TileSpec("steady", pick(language, "Steady", "Dauerhaft"), strip=Light(Movement.STEADY, Hue.CYAN)),
        TileSpec(
            "bursts",
            pick(language, "Flickers, pause, flashes", "Flackert, Pause, Blitze"),
            strip=Light(Movement.BURSTS, Hue.CYAN, Hue.ORANGE, 2),
        ),
        TileSpec("off", pick(language, "No light", "Kein Licht"), strip=Light(Movement.OFF)),
    ]
    samples = (
        ("L1", "blink", Hue.BLUE, "Dark blue", "like ink", ""),
        ("L2", "blink", Hue.GREEN, "Green", "like grass", ""),
        ("L5", "blink", Hue.CYAN, "Light blue", "like a pool", "slow"),
        ("L6", "blink", Hue.CYAN, "Light blue", "like a pool", "fast"),
        ("L8", "blink", Hue.MAGENTA, "Pink-purple", "like a fuchsia", ""),
        ("L10", "blink", Hue.YELLOW, "Yellow", "like a lemon", ""),
        ("L7", "breathe", Hue.CYAN, "Light blue", "like a pool", ""),
        ("L20", "steady", Hue.WHITE, "Any", "", ""),
        ("L15", "bursts", Hue.ORANGE, "Orange", "", ""),
        ("L22", "off", Hue.WHITE, "", "", ""),
    )
    lights = [
        HelperLight(
            LightPicture(Light(Movement.FAST_BLINK if last == "fast" else Movement.BLINK, hue), words, code),
            move,
            hue.name,
            words,
            like,
            "It is trying to join your Wi-Fi.",
            "Wait up to 60 seconds. If it stays like this for 90 seconds, the password or the network is the cause.",
            last,
            last.capitalize(),
        )
        for code, move, hue, words, like, last in samples
    ]
    dialog.set_lights(moves, lights)
    dialog.set_code("S6")
    dialog.move_tiles.chosen.emit("blink")
    dialog.hue_tiles.chosen.emit("CYAN" if theme.dark else "GREEN")
    dialog.setProperty("gallery.focus", "helper.hue.GREEN")
    return dialog


def with_drawer(theme: Theme, language: str) -> QWidget:
    """Picture 08: the drawer beside (dark) or over (otherwise) the page."""
    frame = not_seen(theme, language)
    beside = theme.dark
    if beside:
        frame.resize(1100, 640)
    drawer = Drawer(Theme(**{**theme.__dict__, "reduced_motion": True}), frame)
    drawer.set(
        DrawerContent(
            pick(language, "Details for support", "Angaben für den Support"),
            "S6-02",
            Severity.WARN,
            facts=[
                Fact("Device ID", device_id_runs("3b0021001747353236343033")),
                Fact("Network chosen", "Home, 2.4 GHz, strong signal"),
                Fact("This computer", "Windows 11, back on Home"),
                Fact("Version", "Setup 1.0.0, firmware 0.7.0"),
                Fact("Light", "Not asked yet"),
            ],
            actions=[
                Action("drawer.copy", "Copy summary", "copy", bordered=True),
                Action("drawer.save", "Save details …", "save", bordered=True),
                Action("drawer.wifi", "Give me back my Wi-Fi", "wifi-return"),
                Action("drawer.guide", "Open the guide", "book"),
                Action("drawer.language", "Language", "globe"),
            ],
            close="Close details",
        )
    )
    frame.setProperty("gallery.drawer", True)
    return frame


SCENES: dict[str, Scene] = {
    "01-join": join,
    "02-network": network,
    "03-password": password,
    "04-progress": progress,
    "05-wrong": wrong,
    "06-helper": helper,
    "07-success": success,
    "08-not-seen": not_seen,
    "08-drawer": with_drawer,
    "09-manual": manual,
    "11-ready": ready,
    "12-several": several,
}
