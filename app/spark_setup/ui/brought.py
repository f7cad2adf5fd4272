"""Sessions as they come in: codes typed, pasted or by a link; codes and tokens of an embedding program."""

from __future__ import annotations

from datetime import datetime

from ..core.secrets import Secret
from ..setup import signing_in
from ..setup.decisions import EnterCode
from ..setup.ports import SessionSource
from ..setup.services import Services
from ..setup.sessions import CodeSession, code_in_link
from .conductor import Conductor


def as_code(text: str, scheme: str | None) -> Secret:
    """The code in what was typed or handed over: bare, or inside the brand's whole link."""
    text = text.strip()
    if scheme is not None and text.lower().startswith(f"{scheme.lower()}:"):
        try:
            return code_in_link(text, scheme) or Secret(text)
        except ValueError:
            return Secret(text)
    return Secret(text)


def bring_code(code: Secret, conductor: Conductor, source: SessionSource | None) -> None:
    """To a wizard that runs: used at once where it asks for one, else when the session is needed next."""
    if not isinstance(source, CodeSession) or conductor.over:
        return
    if conductor.step.place in signing_in.PLACES:
        conductor.decide(EnterCode(code))
        return
    source.use_code(code)
    conductor.renewed()


def bring_token(token: Secret, ends: datetime | None, conductor: Conductor, services: Services) -> None:
    """To a wizard that runs: the cloud is asked with it from now on, if anybody asks the cloud."""
    if conductor.over or services.use_token is None:
        return
    if isinstance(services.session_source, CodeSession):
        services.session_source.use_code(None)
    services.use_token(token)
    services.lifetime.set(ends)
    conductor.signed_in()
