"""Which page stands for which place of the story."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ...setup.places import Place
from .base import Page


def page_for(place: Place) -> type[Page]:
    """The page of `place`."""
    return _table()[place]


@cache
def _table() -> Mapping[Place, type[Page]]:
    """Made at its first use, not at import: the window is painted sooner."""
    from .cancelled import CancelledPage
    from .device import DevicePage
    from .expired import ExpiredPage
    from .hidden import HiddenPage
    from .joining import JoiningPage
    from .manual import ManualPage
    from .named import NamedPage
    from .network import NetworkPage
    from .owner import OwnerPage
    from .password import PasswordPage
    from .permission import PermissionPage
    from .progress import ProgressPage
    from .ready import ReadyPage
    from .result import ResultPage
    from .resume import ResumePage
    from .searching import SearchingPage
    from .success import SuccessPage
    from .support import SupportPage
    from .wrong_password import WrongPasswordPage

    pages: tuple[type[Page], ...] = (
        CancelledPage,
        DevicePage,
        ExpiredPage,
        HiddenPage,
        JoiningPage,
        ManualPage,
        NamedPage,
        NetworkPage,
        OwnerPage,
        PasswordPage,
        PermissionPage,
        ProgressPage,
        ReadyPage,
        ResultPage,
        ResumePage,
        SearchingPage,
        SuccessPage,
        SupportPage,
        WrongPasswordPage,
    )
    return {place: page for page in pages for place in page.places}
