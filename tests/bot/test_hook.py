"""A webhook that is not safe is refused before anything is served, in one line that says what to set."""

import pytest

from bot.hook import Hook, hook_of
from bot.settings import Settings, SettingsError, address

SECRET = "k4H1-wP9zQ_7bT2xYc8Vd5Nf"
HERE = "http://127.0.0.1:9000"


def settings(url: str = "https://bot.example/hook", secret: str = SECRET, **given: str) -> Settings:
    return Settings(_env_file=None, webhook_url=url, webhook_secret=secret, **given)


def test_without_an_address_the_bot_polls() -> None:
    assert hook_of(settings(url="")) is None
    assert hook_of(Settings(_env_file=None)) is None


@pytest.mark.parametrize(
    ("url", "path"),
    [("https://bot.example/hook", "/hook"), ("https://bot.example", "/"), ("https://bot.example:8443/a/b", "/a/b")],
)
def test_a_safe_webhook_is_taken(url: str, path: str) -> None:
    assert hook_of(settings(url)) == Hook(url, path, SECRET, ("127.0.0.1", 8082))


def test_plain_http_is_for_a_server_on_this_machine_only() -> None:
    assert hook_of(settings("http://127.0.0.1:8082/", telegram_api_base=HERE)) is not None
    assert hook_of(settings("http://localhost:8082/", telegram_api_base="http://[::1]:9000")) is not None
    for url, base in (("http://127.0.0.1:8082/", "https://api.telegram.org"), ("http://bot.example/", HERE)):
        with pytest.raises(SettingsError, match="https"):
            hook_of(settings(url, telegram_api_base=base))


@pytest.mark.parametrize(
    "url",
    ["bot.example/hook", "ftp://bot.example/", "https://", "https://bot.example:99999/", "https://bot.example:8080/",
     "https://me:word@bot.example/", "https://bot.example/#hook", "https://[::1/", "https://bot.example/{token}", "https://bot.example/{"],
)  # fmt: skip
def test_an_address_that_telegram_cannot_call_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_URL") as refused:
        hook_of(settings(url))
    assert "\n" not in str(refused.value)
    assert "word" not in str(refused.value).replace("password", "")


@pytest.mark.parametrize("secret", ["", "swordfish", "a" * 60, "abcd" * 10, SECRET + " ", SECRET + "ё", SECRET * 11])
@pytest.mark.fault(95)
def test_a_secret_that_is_missing_weak_or_none_of_telegrams_is_refused(secret: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET") as refused:
        hook_of(settings(secret=secret))
    assert not secret or secret not in str(refused.value)


def test_a_webhook_needs_somewhere_to_listen() -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_LISTEN"):
        hook_of(settings(webhook_listen=""))


@pytest.mark.parametrize(
    ("words", "meant"),
    [("127.0.0.1:8081", ("127.0.0.1", 8081)), ("[::1]:0", ("::1", 0)), ("bot.local:80", ("bot.local", 80))],
)
def test_an_address_to_listen_at_is_host_and_port(words: str, meant: tuple[str, int]) -> None:
    assert address(words) == meant


@pytest.mark.parametrize(
    "words", ["8081", ":8081", "host:", "host:http", "host:65536", "host:-1", "http://host:80", "a b:1"]
)
def test_anything_else_is_no_address(words: str) -> None:
    assert address(words) is None
