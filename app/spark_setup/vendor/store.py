"""Codes and renewal tokens in a database, so that several workers on several machines serve one product.

SQLite or PostgreSQL, by SQLAlchemy Core. Only digests are stored, and names of customers; never a code or a
token. Who was first is decided by the database: one conditional UPDATE, and how many rows it met. Times are
whole milliseconds since 1970, by the clock of whoever writes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.secrets import Secret
from .errors import Reason, VendorError

START_LIMIT_S = 15.0
KEPT_S = 86_400.0  # a used or old code is remembered so long, to be called used or old and not unknown
_TABLES = sa.MetaData()
_CODES = sa.Table(
    "setup_codes",
    _TABLES,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("customer", sa.String(254), nullable=False, index=True),
    sa.Column("made", sa.BigInteger, nullable=False),
    sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    sa.Column("used", sa.BigInteger),
    sa.Column("used_by", sa.String(32)),
)
_RENEWALS = sa.Table(
    "setup_renewals",
    _TABLES,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("family", sa.String(32), nullable=False, index=True),
    sa.Column("customer", sa.String(254), nullable=False),
    sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    sa.Column("replaced", sa.BigInteger),
)
_ONCE = sa.Table(
    "setup_once",
    _TABLES,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("expires", sa.BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True)
class Taken:
    """A code that was taken. `claim` gives it back if no token could be had for it."""

    customer: str
    claim: str


@dataclass(frozen=True)
class Renewal:
    """A renewal token that is good: whose, of which family (one exchange and what came of it), until when."""

    customer: str
    family: str
    expires: int


class Store:
    """What is remembered. Thread-safe. Raises VendorError(UNAVAILABLE) when the database does not answer."""

    def __init__(self, url: Secret, now: Callable[[], float]) -> None:
        """Connects and creates the tables. Raises VendorError(CONFIG) for a URL that is none."""
        self._now = now
        try:
            parsed = sa.make_url(url.reveal())
            self._engine = _engine(parsed)
        except (SQLAlchemyError, ImportError, TypeError, ValueError) as error:
            raise VendorError(Reason.CONFIG, f"the database URL is not usable ({_kind(error)})") from None
        self._create_tables()
        if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
            Path(str(parsed.database)).chmod(0o600)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def answers(self) -> None:
        """Ask the database something. Raises VendorError."""
        with self._begin() as db:
            db.execute(sa.select(sa.literal(1)))

    # Codes.

    def add_code(self, digest: str, customer: str, lifetime_s: float, most: int) -> None:
        """Remember a fresh code. Raises RATE_LIMITED if the customer got `most` codes in one lifetime."""
        now = self._ms()
        recent = sa.select(sa.func.count()).where(
            _CODES.c.customer == customer, _CODES.c.made > now - _to_ms(lifetime_s)
        )
        with self._begin() as db:
            if (db.execute(recent).scalar_one() or 0) >= most:
                raise VendorError(Reason.RATE_LIMITED, "too many codes", retry_after_s=lifetime_s)
            db.execute(
                _CODES.insert().values(
                    digest=digest, customer=customer, made=now, expires=now + _to_ms(lifetime_s)
                )
            )
        self._forget(now)

    def take_code(self, digest: str) -> Taken:
        """Use a code: of any number who try at once, one gets it.

        Raises UNKNOWN_CODE, CODE_USED, CODE_EXPIRED.
        """
        now, claim = self._ms(), secrets.token_hex(16)
        take = (
            _CODES.update()
            .where(_CODES.c.digest == digest, _CODES.c.used.is_(None), _CODES.c.expires > now)
            .values(used=now, used_by=claim)
        )
        look = sa.select(_CODES.c.customer, _CODES.c.used).where(_CODES.c.digest == digest)
        with self._begin() as db:
            first = db.execute(take).rowcount == 1
            row = db.execute(look).one_or_none()
        if row is None:
            raise VendorError(Reason.UNKNOWN_CODE)
        if first:
            return Taken(row.customer, claim)
        raise VendorError(Reason.CODE_USED if row.used is not None else Reason.CODE_EXPIRED)

    def give_back(self, digest: str, taken: Taken) -> None:
        """No token could be had for the code: it may be tried again, by whoever has it."""
        with self._begin() as db:
            db.execute(
                _CODES.update()
                .where(_CODES.c.digest == digest, _CODES.c.used_by == taken.claim)
                .values(used=None, used_by=None)
            )

    # Renewal tokens.

    def begin_family(self, digest: str, customer: str, lifetime_s: float) -> None:
        """The first renewal token of a session. Its descendants end when it would."""
        with self._begin() as db:
            db.execute(
                _RENEWALS.insert().values(
                    digest=digest,
                    family=secrets.token_hex(16),
                    customer=customer,
                    expires=self._ms() + _to_ms(lifetime_s),
                )
            )

    def look_up(self, digest: str, grace_s: float) -> Renewal:
        """The renewal token, if it is good. Raises RENEWAL_REFUSED.

        One that was replaced longer ago than `grace_s` (an answer may have been lost on its way) was copied:
        its whole family ends.
        """
        now = self._ms()
        with self._begin() as db:
            row = db.execute(sa.select(_RENEWALS).where(_RENEWALS.c.digest == digest)).one_or_none()
            if row is None or row.expires <= now:
                raise VendorError(Reason.RENEWAL_REFUSED, "unknown or too old")
            copied = row.replaced is not None and row.replaced <= now - _to_ms(grace_s)
            if copied:
                db.execute(_RENEWALS.delete().where(_RENEWALS.c.family == row.family))
        if copied:
            raise VendorError(Reason.RENEWAL_REFUSED, "it was replaced; its session has ended")
        return Renewal(row.customer, row.family, row.expires)

    def replace(self, old: str, new: str, renewal: Renewal) -> None:
        """`new` takes the place of `old`. Raises RENEWAL_REFUSED if the family ended meanwhile."""
        still = sa.case((_RENEWALS.c.replaced.is_(None), self._ms()), else_=_RENEWALS.c.replaced)
        with self._begin() as db:
            if (
                db.execute(
                    _RENEWALS.update().where(_RENEWALS.c.digest == old).values(replaced=still)
                ).rowcount
                != 1
            ):
                raise VendorError(Reason.RENEWAL_REFUSED, "its session has ended")
            db.execute(
                _RENEWALS.insert().values(
                    digest=new, family=renewal.family, customer=renewal.customer, expires=renewal.expires
                )
            )

    # Things that may happen once.

    def once(self, digest: str, lifetime_s: float) -> bool:
        """True for the first who says so within `lifetime_s`, on any worker."""
        now = self._ms()
        try:
            with self._begin() as db:
                db.execute(_ONCE.delete().where(_ONCE.c.expires <= now))
                db.execute(_ONCE.insert().values(digest=digest, expires=now + _to_ms(lifetime_s)))
        except _ThereAlreadyError:
            return False
        return True

    # The database.

    def _forget(self, now: int) -> None:
        """What nobody will ask for any more."""
        with self._begin() as db:
            db.execute(_CODES.delete().where(_CODES.c.expires <= now - _to_ms(KEPT_S)))
            db.execute(_RENEWALS.delete().where(_RENEWALS.c.expires <= now))

    def _create_tables(self) -> None:
        """Workers start together: whoever comes second finds a table there, half there, or locked."""
        patience, pause = Deadline.after(START_LIMIT_S), CancelToken()
        while True:
            try:
                _TABLES.create_all(self._engine)
                return
            except SQLAlchemyError as error:
                if patience.passed or not _somebody_else_creates(error):
                    failure = VendorError(
                        Reason.UNAVAILABLE, f"the database does not answer ({_kind(error)})"
                    )
                    break
            pause.wait(0.05)
        raise failure

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        """One transaction. The library's exceptions hold SQL and addresses: none of them gets out."""
        failure: VendorError | None = None
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.IntegrityError:
            failure = _ThereAlreadyError()
        except SQLAlchemyError as error:
            failure = VendorError(Reason.UNAVAILABLE, f"database: {_kind(error)}", retry_after_s=5.0)
        if failure is not None:
            raise failure

    def _ms(self) -> int:
        return _to_ms(self._now())


class _ThereAlreadyError(VendorError):
    def __init__(self) -> None:
        super().__init__(Reason.UNAVAILABLE, "a row of this name is there already")


def _engine(url: sa.URL) -> sa.Engine:
    backend = url.get_backend_name()
    if backend == "postgresql":
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        options: dict[str, Any] = {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}
    elif backend == "sqlite":
        options = {"connect_args": {"timeout": 20}}
    else:
        raise ValueError("neither sqlite nor postgresql")
    engine = sa.create_engine(
        url, hide_parameters=True, pool_size=8, max_overflow=32, pool_timeout=20, **options
    )
    if backend == "sqlite":
        sa.event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: object) -> None:
    """Readers do not wait for the writer; a code that was used stays used after a power cut."""
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
    finally:
        cursor.close()


def _somebody_else_creates(error: SQLAlchemyError) -> bool:
    """PostgreSQL names it by its kind, SQLite only in words."""
    text = str(getattr(error, "orig", None) or "")
    named = isinstance(error, sa.exc.IntegrityError | sa.exc.ProgrammingError)
    return named or "locked" in text or "already exists" in text


def _kind(error: BaseException) -> str:
    return type(getattr(error, "orig", None) or error).__name__


def _to_ms(seconds: float) -> int:
    return round(seconds * 1000)
