"""One settings object, read once from the environment (`AMENDS_*`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set. Every field is an environment variable: `data_dir` is `AMENDS_DATA_DIR`."""

    model_config = SettingsConfigDict(env_prefix="AMENDS_", extra="ignore", populate_by_name=True)

    host: str = Field(default="127.0.0.1", description="address to bind; loopback unless set")
    port: int = Field(default=8080, ge=0, le=65535, description="port to bind")
    workers: int = Field(default=1, ge=1, le=64, description="worker processes")
    data_dir: Path = Field(default=Path("data"), description="folder for the database, the index and brand.yaml")
    severities: Path | None = Field(default=None, description="file with the severity of rules; else the defaults")
    admin_key: SecretStr | None = Field(default=None, description="first admin key; else one is made and shown once")
    database_url: str | None = Field(default=None, description="SQLite in the data folder unless set")
    chroma_url: str | None = Field(default=None, description="URL of a Chroma server; embedded unless set")
    embeddings: str = Field(default="wordllama", description="wordllama, or provider:model as LangChain names it")
    model: str | None = Field(default=None, description="provider:model as LangChain names it; the composer unless set")
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_API_KEY", "AMENDS_OPENAI_API_KEY")
    )
    openai_base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_BASE_URL", "AMENDS_OPENAI_BASE_URL")
    )
    model_timeout: float = Field(default=20.0, gt=0, le=600, description="total seconds for all model calls of a draft")
    model_max_tokens: int = Field(default=900, ge=16, le=32_000)
    model_input_price: float | None = Field(default=None, ge=0, description="price of a million input tokens")
    model_output_price: float | None = Field(default=None, ge=0, description="price of a million output tokens")
    model_price_currency: str = Field(default="USD", max_length=3)
    judge: Literal["off", "unsure", "all"] = Field(
        default="unsure", description="sentences that the model looks at twice, where a model is configured"
    )
    judge_timeout: float = Field(default=8.0, gt=0, le=600, description="seconds for one second look")
    judge_clears: str = Field(default="unsure", description="what it may clear: unsure, rules for review, or nothing")
    judge_blocks: str = Field(default="", description="rules whose breaches it may block, not only point out")
    guard_timeout: float = Field(default=10.0, gt=0, le=600, description="seconds for the guardrails on one message")
    undo_seconds: float = Field(
        default=8.0, ge=0, le=3600, description="how long a decision can be undone before a reply is let out"
    )
    burst_seconds: float = Field(default=45.0, ge=0, le=3600, description="seconds in which messages are one burst")
    max_body_bytes: int = Field(default=10_000_000, ge=1_000, description="largest JSON request taken")
    max_upload_bytes: int = Field(default=25_000_000, ge=1_000, description="largest uploaded file taken")
    keep_private_data: bool = Field(
        default=False, description="store cards, codes, passwords, bank and national numbers of complaints as received"
    )
    webhooks_to_private: bool = Field(
        default=False, description="let webhooks go to this machine and to private networks"
    )
    log_level: str = "INFO"
    public_url: str | None = Field(default=None, description="address at which browsers reach the service")
    oidc_issuer: str | None = Field(default=None, description="identity provider to sign in with; none unless set")
    oidc_client_id: str | None = Field(default=None, description="who this service is at the provider")
    oidc_client_secret: SecretStr | None = Field(default=None, description="none for a public client")
    oidc_scopes: str = Field(default="openid email profile", description="what the provider is asked for")
    oidc_name: str = Field(default="your identity provider", min_length=1, max_length=60)
    oidc_join: Literal["invited", "anyone"] = Field(default="invited", description="who gets an account by signing in")
    oidc_role_claim: str | None = Field(default=None, description="claim that tells roles; dots lead inwards")
    oidc_roles: str = Field(default="", description="what its values mean, such as support-leads=lead,it=admin")

    @field_validator(
        "database_url",
        "chroma_url",
        "model",
        "openai_base_url",
        "openai_api_key",
        "admin_key",
        "severities",
        "public_url",
        "oidc_issuer",
        "oidc_client_id",
        "oidc_client_secret",
        "oidc_role_claim",
        mode="before",
    )
    @classmethod
    def _blank_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def database(self) -> str:
        """Return the SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'amends.db'}"
