"""An answer of the device that arrives in pieces, as networks cut it."""

from __future__ import annotations

from spark_setup.softap.codec import Answer, Verdict


def fed(answer: Answer, data: bytes, size: int | None = None) -> Verdict:
    """Give `answer` the data in pieces of `size` (None: whole), up to the first verdict that is final."""
    verdict = Verdict.MORE
    step = size or max(1, len(data))
    for at in range(0, len(data), step):
        verdict = answer.feed(data[at : at + step])
        if verdict is not Verdict.MORE:
            break
    return verdict
