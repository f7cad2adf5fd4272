"""Codes and renewal tokens in SQLite and in PostgreSQL: the same tests on both."""

from __future__ import annotations

import stat
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from spark_setup.core.secrets import Secret
from spark_setup.vendor.errors import Reason, VendorError
from spark_setup.vendor.store import KEPT_S, Store

LIFE_S = 600.0


@pytest.fixture
def stores(database: Secret, wall: Callable[[], float]) -> Iterator[Callable[[], Store]]:
    """Workers: each has connections of its own to the one database."""
    made: list[Store] = []

    def another() -> Store:
        made.append(Store(database, wall))
        return made[-1]

    yield another
    for store in made:
        store.close()


@pytest.fixture
def store(stores: Callable[[], Store]) -> Store:
    return stores()


def reason_of(call: Callable[[], object]) -> Reason:
    with pytest.raises(VendorError) as caught:
        call()
    return caught.value.reason


def test_a_code_works_once(store: Store) -> None:
    store.add_code("d", "jane", LIFE_S, 10)
    assert store.take_code("d").customer == "jane"
    assert reason_of(lambda: store.take_code("d")) is Reason.CODE_USED


def test_an_unknown_code_is_unknown(store: Store) -> None:
    assert reason_of(lambda: store.take_code("nobody's")) is Reason.UNKNOWN_CODE


def test_a_code_ends_after_its_time(store: Store, wall: object) -> None:
    store.add_code("d", "jane", LIFE_S, 10)
    store.add_code("late", "jane", LIFE_S, 10)
    wall.pass_by(LIFE_S - 0.001)  # type: ignore[attr-defined]
    assert store.take_code("d")
    wall.pass_by(0.001)  # type: ignore[attr-defined]
    assert reason_of(lambda: store.take_code("late")) is Reason.CODE_EXPIRED
    assert reason_of(lambda: store.take_code("d")) is Reason.CODE_USED


def test_a_code_given_back_works_again_but_only_by_its_claim(store: Store) -> None:
    store.add_code("d", "jane", LIFE_S, 10)
    first = store.take_code("d")
    store.give_back("d", first)
    second = store.take_code("d")
    store.give_back("d", first)  # too late: it is the second's by now
    assert second.claim != first.claim
    assert reason_of(lambda: store.take_code("d")) is Reason.CODE_USED


def test_one_customer_gets_so_many_codes_in_a_while(store: Store, wall: object) -> None:
    for number in range(3):
        store.add_code(f"d{number}", "jane", LIFE_S, 3)
    assert reason_of(lambda: store.add_code("d3", "jane", LIFE_S, 3)) is Reason.RATE_LIMITED
    store.add_code("other", "joe", LIFE_S, 3)
    wall.pass_by(LIFE_S + 1)  # type: ignore[attr-defined]
    store.add_code("d4", "jane", LIFE_S, 3)


def test_old_codes_are_forgotten_after_a_day(store: Store, wall: object) -> None:
    store.add_code("d", "jane", LIFE_S, 10)
    wall.pass_by(LIFE_S + KEPT_S + 1)  # type: ignore[attr-defined]
    store.add_code("new", "jane", LIFE_S, 10)
    assert reason_of(lambda: store.take_code("d")) is Reason.UNKNOWN_CODE


def test_renewal_tokens_rotate_within_their_family(store: Store, wall: object) -> None:
    store.begin_family("a", "jane", 1000)
    renewal = store.look_up("a", 60)
    store.replace("a", "b", renewal)
    wall.pass_by(500)  # type: ignore[attr-defined]
    assert store.look_up("b", 60).expires == renewal.expires
    wall.pass_by(500)  # type: ignore[attr-defined]
    assert reason_of(lambda: store.look_up("b", 60)) is Reason.RENEWAL_REFUSED


def test_a_renewal_token_whose_answer_was_lost_works_a_little_longer(store: Store, wall: object) -> None:
    store.begin_family("a", "jane", 1000)
    store.replace("a", "lost", store.look_up("a", 60))
    wall.pass_by(59)  # type: ignore[attr-defined]
    store.replace("a", "second", store.look_up("a", 60))
    assert store.look_up("second", 60).customer == "jane"


def test_a_copied_renewal_token_ends_its_family_and_no_other(store: Store, wall: object) -> None:
    store.begin_family("a", "jane", 1000)
    store.begin_family("x", "jane", 1000)
    store.replace("a", "b", store.look_up("a", 60))
    wall.pass_by(61)  # type: ignore[attr-defined]
    assert reason_of(lambda: store.look_up("a", 60)) is Reason.RENEWAL_REFUSED
    assert reason_of(lambda: store.look_up("b", 60)) is Reason.RENEWAL_REFUSED
    assert store.look_up("x", 60)


def test_a_family_that_ended_takes_no_more_tokens(store: Store, wall: object) -> None:
    store.begin_family("a", "jane", 1000)
    renewal = store.look_up("a", 60)
    store.replace("a", "b", renewal)
    wall.pass_by(61)  # type: ignore[attr-defined]
    assert reason_of(lambda: store.look_up("a", 60)) is Reason.RENEWAL_REFUSED
    assert reason_of(lambda: store.replace("b", "c", renewal)) is Reason.RENEWAL_REFUSED


def test_once_is_once_until_it_is_forgotten(store: Store, wall: object) -> None:
    assert store.once("n", 100)
    assert not store.once("n", 100)
    wall.pass_by(101)  # type: ignore[attr-defined]
    assert store.once("n", 100)


def together(count: int, call: Callable[[int], object]) -> Counter[object]:
    """The outcomes of `count` calls that begin at the same moment."""
    begin = threading.Barrier(count)

    def one(number: int) -> object:
        begin.wait(30)
        try:
            return call(number)
        except VendorError as error:
            return error.reason

    with ThreadPoolExecutor(count) as pool:
        return Counter(pool.map(one, range(count)))


def test_of_200_tries_on_two_workers_one_gets_the_code(stores: Callable[[], Store]) -> None:
    workers = [stores(), stores()]
    workers[0].add_code("d", "jane", LIFE_S, 10)
    outcomes = together(200, lambda number: workers[number % 2].take_code("d").customer)
    assert outcomes == {"jane": 1, Reason.CODE_USED: 199}


def test_of_40_on_two_workers_one_uses_a_number(stores: Callable[[], Store]) -> None:
    workers = [stores(), stores()]
    assert together(40, lambda number: workers[number % 2].once("n", 100)) == {True: 1, False: 39}


def test_40_customers_get_codes_at_once(stores: Callable[[], Store]) -> None:
    workers = [stores(), stores()]
    outcomes = together(
        40, lambda number: workers[number % 2].add_code(f"d{number}", f"c{number}", LIFE_S, 1)
    )
    assert outcomes == {None: 40}


def test_workers_that_start_together_find_their_tables(stores: Callable[[], Store]) -> None:
    def start(_number: int) -> bool:
        stores().answers()
        return True

    assert together(12, start) == {True: 12}


def test_a_lost_table_is_said_without_the_librarys_words(store: Store, database: Secret) -> None:
    engine = sa.create_engine(database.reveal())
    with engine.begin() as db:
        db.execute(sa.text("drop table setup_codes"))
    engine.dispose()
    with pytest.raises(VendorError) as caught:
        store.take_code("a-digest-that-must-not-be-said")
    assert caught.value.reason is Reason.UNAVAILABLE
    assert caught.value.__cause__ is None
    assert "digest" not in str(caught.value)


def test_the_sqlite_file_is_private(tmp_path: Path, wall: Callable[[], float]) -> None:
    Store(Secret(f"sqlite:///{tmp_path / 'codes.db'}"), wall).close()
    assert stat.S_IMODE((tmp_path / "codes.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["", "codes.db", "mysql://x/y", "sqlite:////nowhere/at/all/x.db"])
def test_a_database_that_cannot_be_is_refused(url: str, wall: Callable[[], float]) -> None:
    assert reason_of(lambda: Store(Secret(url), wall)) in (Reason.CONFIG, Reason.UNAVAILABLE)
