"""The store of a place: a folder, or an address such as ``s3://bucket/prefix?region=…``.

The options are those of pyarrow, which read data before obstore did. An address may hold a secret, so no
message holds its user, its options or a cause.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from functools import lru_cache
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import AzureStore, GCSStore, S3Store

from lib.extract.files import fault
from lib.extract.folder import Folder
from lib.extract.objects import Objects
from lib.extract.store import Store
from lib.words import _

ENVIRONMENT = "ALIS_DATA"
SERVER = ("endpoint_override", "retry_limit_seconds", "scheme")
OPTIONS = {
    "s3": ("access_key", *SERVER, "region", "secret_key", "tls_ca_file_path"),
    **dict.fromkeys(("abfs", "abfss"), ("retry_limit_seconds",)),
    **dict.fromkeys(("gs", "gcs"), SERVER),
    "file": (),
}
# Readers wait for the answer: a server that is silent is given up soon, a large file has its time.
TIMEOUTS = {"connect_timeout": "2s", "read_timeout": "10s", "timeout": "10m"}
RETRY = {"max_retries": 1}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ENDPOINT = re.compile(r"https?://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
AZURE = re.compile(r"^([a-z0-9]+)\.(?:dfs|blob)\.([a-z0-9.-]+)$")  # either host of an account


def data_place() -> str:
    """The folder or address of CURRENT, extracts and reference: $ALIS_DATA, or ``data`` beside ``lib``."""
    return os.environ.get(ENVIRONMENT) or str(Path(__file__).parents[2] / "data")


def open_store(place: Store | str | Path | None = None) -> Store:
    """The store of a folder or an address; None is $ALIS_DATA."""
    if isinstance(place, Store):
        return place
    text = data_place() if place is None else str(place)
    return open_address(text) if "://" in text else Folder(Path(text))


@lru_cache(maxsize=8)
def open_address(address: str) -> Store:
    """The store of an address. Equal addresses share one store and what it has read."""
    shown, scheme = shown_address(address), address.partition("://")[0]
    if scheme not in OPTIONS:
        step = _("Name a folder, or an address that begins with one of {kinds}.")
        kinds = ", ".join(sorted(f"{each}://" for each in OPTIONS))
        raise fault(shown, _("Data cannot be kept at an address of this kind."), step.format(kinds=kinds))
    step = _("Correct the address of the data in {variable}.").format(variable=ENVIRONMENT)
    try:
        parts = urlsplit(address, allow_fragments=False)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        path = unquote(parts.path)
        if options.keys() <= set(OPTIONS[scheme]):
            if scheme == "file":
                _require(path and not parts.netloc)
                return Folder(Path(path))
            return Objects(_bucket(scheme, parts.netloc, options), path.strip("/"), shown)
        step = _("Only these options are known in an address of this kind: {options}.")
        step = step.format(options=", ".join(OPTIONS[scheme]) or "–")
    except (BaseError, OSError, ValueError, OverflowError):
        pass  # what these say may hold the address
    raise fault(shown, _("The address of the data is not valid."), step)


def shown_address(address: str) -> str:
    """An address without what may be secret: the user and the options."""
    scheme, _separator, rest = address.partition("://")
    rest = rest.partition("?")[0]
    user, _separator, place = rest.rpartition("@")
    # To Azure the part before the @ is the container, unless a password follows it.
    container = f"{user.partition(':')[0]}@" if scheme.startswith("abfs") and user else ""
    return f"{scheme}://{container}{place}".rstrip("/")


def _bucket(scheme: str, netloc: str, options: Mapping[str, str]) -> S3Store | AzureStore | GCSStore:
    """A bucket or a container. Refuses invalid hosts and keys with a line break: obstore would panic."""
    user, _at, host = netloc.rpartition("@")
    user, _colon, secret = (unquote(each) for each in user.partition(":"))
    user, secret = user or options.get("access_key", ""), secret or options.get("secret_key", "")
    endpoint = options.get("endpoint_override")
    if endpoint:
        endpoint = f"{options.get('scheme') or 'https'}://{endpoint}"
        _require(ENDPOINT.fullmatch(endpoint) and urlsplit(endpoint).port != 0)
    _require(NAME.fullmatch(host) and NAME.fullmatch(options.get("region") or "none"))
    _require(all(each.isascii() and each.isprintable() for each in (user, secret, *options.values())))
    provider = None
    if scheme == "s3":
        _require(bool(user) == bool(secret))
        # Otherwise the environment wins over the endpoint, and adds its session token to the keys.
        endpoint = endpoint or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        region = options.get("region") or (None if endpoint else _region(host))
        kind, config = S3Store, {"aws_endpoint_url_s3": endpoint, "region": region}
        keys = {"access_key_id": user, "secret_access_key": secret, "expires_at": None}
        provider = (lambda: keys) if user else None
    elif scheme in ("gs", "gcs"):
        _require(user in ("", "anonymous") and not secret)
        kind, config = GCSStore, {"base_url": endpoint, "skip_signature": bool(user)}
    else:
        ((account, domain),), host = AZURE.findall(host), user
        _require(NAME.fullmatch(host))
        kind, config = AzureStore, {"account_name": account, "endpoint": f"https://{account}.blob.{domain}"}
        config |= {"account_key": secret, "credential_type": "access_key"} if secret else {}
    client, retry = dict(TIMEOUTS), RETRY
    client["allow_http"] = (endpoint or "").startswith("http:")
    if certificate := options.get("tls_ca_file_path"):
        client["root_certificate"] = Path(certificate).read_bytes()
    if seconds := options.get("retry_limit_seconds"):
        retry = {"retry_timeout": timedelta(seconds=float(seconds))}
    config = {name: value for name, value in config.items() if value}
    return kind(host, config=config, client_options=client, retry_config=retry, credential_provider=provider)


def _require(holds: object) -> None:
    if not holds:
        raise ValueError


def _region(bucket: str) -> str | None:
    """The region of a bucket as S3 reports it to anyone; None if S3 cannot be asked."""
    with suppress(OSError, HTTPException):
        amazon = HTTPSConnection("s3.amazonaws.com", timeout=2)
        amazon.request("HEAD", f"/{bucket}")
        return amazon.getresponse().headers["x-amz-bucket-region"]
