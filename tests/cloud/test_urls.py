"""Which addresses are asked at all."""

from __future__ import annotations

import pytest

from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.urls import checked_base_url, segment


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://api.particle.io", "https://api.particle.io"),
        (" https://api.example.com:8443/base/ \n", "https://api.example.com:8443/base"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:1/", "http://localhost:1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://127.9.9.9", "http://127.9.9.9"),
    ],
)
def test_taken(url: str, base: str) -> None:
    assert checked_base_url(url) == base


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.particle.io",
        "http://api.particle.io",
        "http://192.168.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://127.1.example",
        "http://0.0.0.0",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://",
        "https://u:secret-pw@api.particle.io",
        "https://api.particle.io?x=secret-pw",
        "https://api.particle.io#x",
        "https://api.particle.io:99999",
        "https://[::1",
        "https://api.exa mple.com",
        "https://api.example.com/\r\nX: y",
    ],
)
def test_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(CloudError) as caught:
        checked_base_url(url)
    assert caught.value.reason is Reason.MISUSE
    assert "secret-pw" not in str(caught.value)


def test_segments() -> None:
    assert segment("a/b") == "a%2Fb"
    assert segment(1319) == "1319"
