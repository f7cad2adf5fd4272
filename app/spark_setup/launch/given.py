"""What a run is given: brand, answers, and in whose name the cloud is asked. Bad input is a `UsageError`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..brand import Brand, BrandError, load
from ..core.secrets import Secret
from ..core.usage import UsageError
from ..setup.given import Given
from .options import WizardOptions

if TYPE_CHECKING:
    from ..ui.answers import Answers


def brand_of(options: WizardOptions) -> Brand:
    from ..ui.texts import TEXTS

    try:
        return load(options.brand, TEXTS)
    except BrandError as error:
        raise UsageError(str(error)) from None


def make_folder(folder: Path | None) -> None:
    """For pictures. Raises `UsageError`."""
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"pictures cannot be put into {folder}: {error.strerror}") from None


def check_result_place(options: WizardOptions) -> None:
    """A folder is no place for the result; what else may stop it is told at the end. Raises `UsageError`."""
    if options.result not in (None, "-") and os.path.isdir(options.result or "."):
        raise UsageError(f"the result cannot be written to {options.result!r}: it is a folder")


def answers_of(options: WizardOptions) -> Answers | None:
    if options.unattended is None:
        return None
    from ..ui.answers import AnswersError, read_answers

    try:
        return read_answers(options.unattended)
    except AnswersError as error:
        raise UsageError(str(error)) from None


def session_given(options: WizardOptions, brand: Brand) -> Given:
    """In whose name; a demo has its own. Raises `UsageError`."""
    from ..cloud.tokens import TOKEN_VARIABLE

    try:
        return Given() if options.demo is not None else _session_given(options, brand)
    finally:
        # Whether it was used or not: programs that are started from here have no business with it.
        os.environ.pop(TOKEN_VARIABLE, None)


def _session_given(options: WizardOptions, brand: Brand) -> Given:
    from ..cloud.claim_codes import read_claim_code_file
    from ..cloud.errors import CloudError
    from ..cloud.tokens import read_token_and_end, token_from_environment

    code = _code_given(options, brand)
    if code is not None:
        return Given(session_code=code)
    try:
        if options.claim_code_file is not None:
            return Given(given_code=read_claim_code_file(options.claim_code_file))
        if options.token_file is not None:
            read, ends = read_token_and_end(options.token_file)
            return Given(token=read, expires_at=ends)
        return Given(token=token_from_environment())
    except CloudError as error:
        raise UsageError(str(error)) from None


def _code_given(options: WizardOptions, brand: Brand) -> Secret | None:
    """The one-time code of the command line or of the brand's link. Raises `UsageError`."""
    from ..setup.sessions import code_in_link

    code = Secret(options.session_code) if options.session_code is not None else None
    if options.url is not None:
        scheme = brand.auth.url_scheme
        if scheme is None:
            raise UsageError("a link was given, but the brand file has no auth.url_scheme")
        try:
            code = code_in_link(options.url, scheme) or code
        except ValueError as error:
            raise UsageError(str(error)) from None
    if code is not None and brand.auth.session_url is None:
        raise UsageError("a session code was given, but the brand file has no auth.session_url")
    return code
