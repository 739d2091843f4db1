"""A store in an object store: S3, Azure Blob Storage or Google Cloud Storage, through pyarrow's file systems.

An object is written whole or not at all, and nothing locks. So the files of an extract lie under an id that
follows from their content, its manifest is written last, and CURRENT after everything else. Credentials come
from the environment or the address, and only there: no message shows them.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from lib.extract.files import fault
from lib.extract.findings import ExtractError
from lib.extract.folder import Folder
from lib.extract.store import ENVIRONMENT, EXTRACTS, MANIFEST, STILL, Store
from lib.words import N_, _

AZURE = {"abfs", "abfss"}
GOOGLE = {"gs", "gcs"}
SCHEMES = {"s3", *AZURE, *GOOGLE, "file"}
REMEMBERED_SECONDS = 2.0
ABANDONED_SECONDS = 24 * 60 * 60  # a publication takes minutes: what lies so long without a manifest died
CONNECT_SECONDS, ANSWER_SECONDS, TRIES = 2.0, 10.0, 2
S3_OPTIONS = ("access_key", "secret_key", "region", "scheme", "endpoint_override", "tls_ca_file_path")
S3_SWITCHES = ("force_virtual_addressing",)
CREDENTIALS = N_("Check the credentials and the rights they give; the address of the data may be wrong, too.")
# What the file systems write in their messages, what it means, and what to do.
FAULTS = (
    (
        ("NO_SUCH_BUCKET", "ContainerNotFound", "NoSuchBucket"),
        N_("The bucket does not exist."),
        N_("Correct the address of the data, or make the bucket."),
    ),
    (
        (
            *("ACCESS_DENIED", "SIGNATURE_DOES_NOT_MATCH", "INVALID_ACCESS_KEY_ID", "INVALID_SIGNATURE"),
            *("INVALID_CLIENT_TOKEN_ID", "UNRECOGNIZED_CLIENT", "EXPIRED_TOKEN", "MISSING_AUTHENTICATION"),
            *("AuthenticationFailed", "AuthorizationFailure", "AuthorizationPermissionMismatch"),
            *("PERMISSION_DENIED", "UNAUTHENTICATED", "HTTP status 401", "HTTP status 403"),
        ),
        N_("The object store refuses access."),
        CREDENTIALS,
    ),
    (
        (
            *(
                "NETWORK_CONNECTION",
                "REQUEST_TIMEOUT",
                "SERVICE_UNAVAILABLE",
                "SLOW_DOWN",
                "INTERNAL_FAILURE",
            ),
            *("curl", "CURL", "UNAVAILABLE", "imed out", "resolve host", "HTTP status 50"),
        ),
        N_("The object store does not answer."),
        N_("Check the network and the address of the data, and try again in a moment."),
    ),
)


@lru_cache(maxsize=8)
def opened(address: str) -> Store:
    """The store of an address; equal addresses share one, and with it what it remembers."""
    shown = shown_address(address)
    if urlsplit(address).scheme not in SCHEMES:
        text = _("Data cannot be kept at an address of this kind.")
        kinds = ", ".join(sorted(f"{scheme}://" for scheme in SCHEMES))
        raise fault(
            shown,
            text,
            _("Name a folder, or an address that begins with one of {kinds}.").format(kinds=kinds),
        )
    try:
        system, path = fs.FileSystem.from_uri(_patient(address))
        system = _impatient(system)
    except (pa.ArrowInvalid, ValueError, TypeError):
        # The message of the file system holds the address, and the address may hold a secret.
        step = _("Correct the address of the data in {variable}.").format(variable=ENVIRONMENT)
        raise fault(shown, _("The address of the data is not valid."), step) from None
    except OSError as error:
        raise _fault(shown, error) from None
    if isinstance(system, fs.LocalFileSystem):
        return Folder(Path(path))
    if not path.strip("/"):
        step = _("Correct the address of the data in {variable}.").format(variable=ENVIRONMENT)
        raise fault(shown, _("The address of the data names no bucket."), step)
    return Objects(system, path.strip("/"), shown)


def shown_address(address: str) -> str:
    """An address without what may be secret: the user and the options."""
    scheme, _separator, rest = address.partition("://")
    rest = rest.partition("?")[0]
    user, _separator, place = rest.rpartition("@")
    # To Azure the part before the @ is the container, unless a password follows it.
    container = f"{user.partition(':')[0]}@" if scheme in AZURE and user else ""
    return f"{scheme}://{container}{place}".rstrip("/")


def _patient(address: str) -> str:
    """Google's client retries for a quarter of an hour unless it is told otherwise."""
    if urlsplit(address).scheme in GOOGLE and "retry_limit_seconds" not in address:
        return f"{address}{'&' if '?' in address else '?'}retry_limit_seconds={ANSWER_SECONDS:.0f}"
    return address


def _impatient(system: fs.FileSystem) -> fs.FileSystem:
    """The same S3 with short waits, which an address cannot ask for: readers wait for the answer."""
    if not isinstance(system, fs.S3FileSystem):
        return system
    known = system.__reduce__()[1][0]
    options = {name: known[name] for name in (*S3_OPTIONS, *S3_SWITCHES) if known[name]}
    return fs.S3FileSystem(
        **options,
        connect_timeout=CONNECT_SECONDS,
        request_timeout=ANSWER_SECONDS,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=TRIES),
        allow_delayed_open=True,  # a small object is one request
    )


class Objects(Store):
    """The objects below a prefix of one bucket."""

    ids_follow_content = True

    def __init__(self, system: fs.FileSystem, base: str, shown: str) -> None:
        self.shown = shown
        self._system, self._base = system, base
        self._asking = Lock()
        self._remembered: dict[str, tuple[float, bytes | ExtractError]] = {}

    def at(self, path: str) -> "Objects":
        return Objects(self._system, f"{self._base}/{path}", f"{self.shown}/{path}")

    def require(self, name: str, text: str, next_step: str) -> None:
        """Reading says it."""

    def read_bytes(self, path: str, name: str, restore: str | None = None) -> bytes:
        try:
            with self._told(), self._system.open_input_stream(self._path(path)) as stream:
                return stream.read()
        except FileNotFoundError as error:
            self._require_bucket()
            restore = restore or _("Put the file back in its place.")
            raise fault(name, _("The file is missing."), restore) from error

    def peek(self, path: str, name: str, restore: str | None = None) -> bytes:
        """Remembered for two seconds, faults too; of many who ask at once, one asks the object store."""
        with self._asking:
            when, found = self._remembered.get(path, (float("-inf"), b""))
            if time.monotonic() - when > REMEMBERED_SECONDS:
                try:
                    found = self.read_bytes(path, name, restore)
                except ExtractError as error:
                    found = error
                self._remembered[path] = time.monotonic(), found
        if isinstance(found, ExtractError):
            raise ExtractError(found.findings)
        return found

    def list(self, path: str) -> Mapping[str, int | None]:
        selector = fs.FileSelector(self._path(path), allow_not_found=True)
        with self._told():
            found = self._system.get_file_info(selector)
        return {item.base_name: item.size for item in sorted(found, key=lambda item: item.path)}

    def swap(self, path: str, content: bytes) -> None:
        with self._told(STILL), self._system.open_output_stream(self._path(path)) as stream:
            stream.write(content)
        self._remembered.pop(path, None)

    def delete(self, path: str) -> None:
        with self._told(STILL):
            self._system.delete_dir(self._path(path))

    def put(self, path: str, files: Mapping[str, bytes], verify: Callable[[Store], None]) -> None:
        """What fails stays without effect: nobody may delete what another publication of the same writes."""
        for name, content in files.items():
            self.swap(f"{path}/{name}", content)
        verify(self.at(path))

    @contextmanager
    def publishing(self) -> Iterator[None]:
        with suppress(ExtractError):  # who may not delete may still publish
            self._clear()
        yield

    def _clear(self) -> None:
        """Objects without a manifest, unless they are so new that a publication may be under way."""
        selector = fs.FileSelector(self._path(EXTRACTS), recursive=True, allow_not_found=True)
        with self._told():
            found = [item for item in self._system.get_file_info(selector) if item.is_file]
        folders = {}
        for item in found:
            folders.setdefault(Path(item.path).parent.name, []).append(item)
        for name, items in folders.items():
            age_seconds = time.time() - max(item.mtime_ns for item in items) / 1e9
            if MANIFEST not in {item.base_name for item in items} and age_seconds > ABANDONED_SECONDS:
                self.delete(f"{EXTRACTS}/{name}")

    def _path(self, path: str) -> str:
        return f"{self._base}/{path}".rstrip("/")

    def _require_bucket(self) -> None:
        """Reading from a bucket that is missing looks like a missing file."""
        with self._told():
            found = self._system.get_file_info(self._base.partition("/")[0])
        if found.type == fs.FileType.NotFound:
            raise fault(self.shown, _(FAULTS[0][1]), _(FAULTS[0][2]))

    @contextmanager
    def _told(self, still: str = "") -> Iterator[None]:
        """Errors of the object store in calm words; a missing object is for the caller to name."""
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            raise _fault(self.shown, error, still) from error


def _fault(shown: str, error: OSError, still: str = "") -> ExtractError:
    known = (rest for marks, *rest in FAULTS if any(mark in str(error) for mark in marks))
    text, step = next(known, (N_("The object store could not do what was asked."), CREDENTIALS))
    return fault(shown, f"{_(text)} {_(still)}" if still else _(text), _(step))
