"""The settings: environment or `.env`; every secret also as `NAME_FILE`. The only reader of the environment."""

import os
from base64 import b64decode
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from db.sealed import Ring

SECRETS = ("bot_token", "webhook_secret", "data_key", "database_url")
"""Settings that may be given as a file: `BOT_TOKEN_FILE=/run/secrets/token`."""


class SettingsError(ValueError):
    """A setting that is wrong, in one line that says what to set."""


class Settings(BaseSettings):
    """What the contract's table of settings says; defaults are right for one school on one machine."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True
    )

    bot_token: Annotated[SecretStr | None, Field(description="The token from @BotFather.")] = None
    telegram_api_base: Annotated[
        str, Field(description="Any Bot API server: Telegram's own, a local one, the emulator, a gateway.")
    ] = "https://api.telegram.org"
    proxy_url: Annotated[str | None, Field(description="An http or socks5 proxy on the way to the Bot API.")] = None
    database_url: Annotated[
        str, Field(description="sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME.")
    ] = "sqlite+aiosqlite:///mentor-bot.db"
    webhook_url: Annotated[
        str | None, Field(description="Where Telegram is to bring what people write, by HTTPS; unset: the bot polls.")
    ] = None
    webhook_secret: Annotated[
        SecretStr | None, Field(description="What Telegram proves itself by; make one with `openssl rand -hex 32`.")
    ] = None
    webhook_listen: Annotated[
        str, Field(description="HOST:PORT where the bot itself takes webhook calls, behind what does the HTTPS.")
    ] = "127.0.0.1:8082"
    health_listen: Annotated[
        str, Field(description="HOST:PORT of /livez, /readyz and /metrics; empty: no such page.")
    ] = "127.0.0.1:8081"
    time_zone: Annotated[str, Field(description="The time zone of new organisations.")] = "Europe/Moscow"
    data_key: Annotated[
        SecretStr | None,
        Field(
            description="The key of sealed columns and backups: 32 bytes in base64; several, newest first, by comma."
        ),
    ] = None
    chat_names: Annotated[
        Literal["full", "first", "codes"],
        Field(
            description="What passes through the messenger: full names, first (first name and initial), or codes only."
        ),
    ] = "first"
    log_format: Annotated[
        Literal["pretty", "json"] | None, Field(description="pretty or json; pretty on a terminal, else json.")
    ] = None
    crash_at: Annotated[
        str | None,
        Field(description="For tests only: kill the process at a named point, POINT or POINT:N for the n-th time."),
    ] = None

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone; for example Europe/Moscow or Asia/Yekaterinburg")
        return value

    @field_validator("telegram_api_base")
    @classmethod
    def _base_is_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("webhook_listen", "health_listen")
    @classmethod
    def _listens_at_address(cls, value: str) -> str:
        if value and address(value) is None:
            raise ValueError("must be HOST:PORT, for example 127.0.0.1:8081 or [::1]:8081")
        return value

    @field_validator("database_url")
    @classmethod
    def _driver_is_known(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _SecretFiles(settings_cls), dotenv_settings

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def ring(self) -> Ring:
        """The keys of `DATA_KEY`, newest first; raises `SettingsError` for what is no key."""
        keys = []
        for part in (self.data_key.get_secret_value() if self.data_key else "").split(","):
            if not part.strip():
                continue
            try:
                key = b64decode(part.strip(), validate=True)
            except ValueError:
                key = b""
            if len(key) != 32:
                raise SettingsError("DATA_KEY: a key is 32 bytes in base64; make one with `openssl rand -base64 32`.")
            keys.append(key)
        return Ring(tuple(keys))

    def token(self) -> str:
        """The bot's token; raises `SettingsError` when it is missing or misspelt."""
        token = self.bot_token.get_secret_value() if self.bot_token else ""
        number, colon, secret = token.partition(":")
        if not (number.isdigit() and colon and len(secret) >= 20):
            raise SettingsError(
                "BOT_TOKEN is not set or misspelt: take the token from @BotFather, or run `mentor-bot init`."
            )
        return token


def address(value: str) -> tuple[str, int] | None:
    """Host and port of HOST:PORT; None for anything else. Port 0 is any free one."""
    host, _, port = value.rpartition(":")
    host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    good = host and port.isascii() and port.isdigit() and int(port) < 65536 and not set(host) & set("[]/@ ")
    return (host, int(port)) if good else None


class _SecretFiles(PydanticBaseSettingsSource):
    """Reads `NAME_FILE` for the settings that may be secret."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{field_name.upper()}_FILE")
        if field_name not in SECRETS or not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except OSError as error:
            raise SettingsError(f"{field_name.upper()}_FILE cannot be read: {error.strerror}.") from None

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def load(**given: Any) -> Settings:
    """The settings; what is wrong becomes one line for the operator, without the value."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}.") from None


def template() -> str:
    """The text of `.env.example`, made from the settings themselves."""
    lines = [
        "# Copy to .env and fill in. Every secret may also be given as a file: BOT_TOKEN_FILE=/run/secrets/bot_token",
        "",
    ]
    for name, field in Settings.model_fields.items():
        if name == "crash_at":
            continue
        default = "" if field.default is None else str(field.default)
        lines += [f"# {field.description}", f"{'#' if name != 'bot_token' else ''}{name.upper()}={default}", ""]
    return "\n".join(lines)
