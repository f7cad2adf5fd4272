"""Which page stands for which place of the story."""

from __future__ import annotations

from ...setup.places import Place
from .base import Page


def page_for(place: Place) -> type[Page]:
    """The page of `place`. Each is imported when it is needed first: the window is painted sooner."""
    page = _first_half(place) or _second_half(place)
    if page is None:
        raise KeyError(place)
    return page


def _first_half(place: Place) -> type[Page] | None:
    """Until the device is found."""
    match place:
        case _ if place.value.startswith("signin"):
            return _account(place)
        case Place.READY:
            from .ready import ReadyPage

            return ReadyPage
        case Place.RESUME:
            from .resume import ResumePage

            return ResumePage
        case Place.EXPIRED:
            from .expired import ExpiredPage

            return ExpiredPage
        case Place.SEARCHING:
            from .searching import SearchingPage

            return SearchingPage
        case Place.ONE | Place.SEVERAL:
            from .device import DevicePage

            return DevicePage
        case Place.JOINING:
            from .joining import JoiningPage

            return JoiningPage
        case Place.PERMISSION:
            from .permission import PermissionPage

            return PermissionPage
        case Place.MANUAL:
            from .manual import ManualPage

            return ManualPage
        case Place.NAMED:
            from .named import NamedPage

            return NamedPage
        case Place.OWNER:
            from .owner import OwnerPage

            return OwnerPage
        case _:
            return None


def _account(place: Place) -> type[Page] | None:
    """Where somebody signs in."""
    match place:
        case Place.SIGNIN:
            from .signin import SignInPage

            return SignInPage
        case Place.SIGNIN_CREATE:
            from .signin_create import CreatePage

            return CreatePage
        case Place.SIGNIN_MFA:
            from .signin_mfa import SecondFactorPage

            return SecondFactorPage
        case Place.SIGNIN_FORGOT:
            from .signin_forgot import ForgotPage

            return ForgotPage
        case _:
            from .signin_code import CodePage

            return CodePage


def _second_half(place: Place) -> type[Page] | None:
    """From the network to the end."""
    match place:
        case Place.NETWORK:
            from .network import NetworkPage

            return NetworkPage
        case Place.HIDDEN:
            from .hidden import HiddenPage

            return HiddenPage
        case Place.PASSWORD:
            from .password import PasswordPage

            return PasswordPage
        case Place.PROGRESS | Place.UPDATING | Place.NOT_SEEN | Place.NO_SERVICE:
            from .progress import ProgressPage

            return ProgressPage
        case Place.WRONG_PASSWORD:
            from .wrong_password import WrongPasswordPage

            return WrongPasswordPage
        case Place.SUCCESS:
            from .success import SuccessPage

            return SuccessPage
        case Place.OFFLINE | Place.WIFI:
            from .result import ResultPage

            return ResultPage
        case Place.CANCELLED:
            from .cancelled import CancelledPage

            return CancelledPage
        case Place.SUPPORT:
            from .support import SupportPage

            return SupportPage
        case _:
            return None
