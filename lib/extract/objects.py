"""A store in an object store: S3, Azure Blob Storage or Google Cloud Storage, through obstore.

An object is written whole or not at all, and nothing locks. So the files of an extract lie under an id that
follows from their content, its manifest is written last, and CURRENT after everything else, on the condition
that nobody has changed it meanwhile. The messages of obstore hold addresses, so no message is made of them.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock

from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import AzureStore, GCSStore, S3Store

from lib.extract.files import fault
from lib.extract.findings import ExtractError
from lib.extract.store import (
    ANOTHER_PUBLISHES,
    CURRENT,
    EXTRACTS,
    MANIFEST,
    NOTHING_CHANGED,
    WAIT_AND_LOOK,
    Store,
    id_in,
)
from lib.words import N_, _

REMEMBERED_SECONDS = 2.0
ABANDONED_SECONDS = 24 * 60 * 60  # a publication takes minutes: what lies so long without a manifest died
NO_BUCKET = "NoSuchBucket|ContainerNotFound|bucket does not exist"
REFUSED = (
    "code: 40[13]|(Expired|Invalid)Token|//169.254.|//metadata"  # the last two are asked for credentials
)
CREDENTIALS = N_("Check the credentials and the rights they give; the address of the data may be wrong, too.")
BUCKET = N_("Correct the address of the data, or make the bucket.")
NETWORK = N_("Check the network and the address of the data, and try again in a moment.")
# Words in a message of obstore, since listing has one type of error for all; the fault, and what to do.
FAULTS = (
    (NO_BUCKET, N_("The bucket does not exist."), BUCKET),
    (REFUSED, N_("The object store refuses access."), CREDENTIALS),
    ("code: (429|5..)|HTTP error", N_("The object store does not answer."), NETWORK),
    ("", N_("The object store could not do what was asked."), CREDENTIALS),
)


class Objects(Store):
    """The objects below a prefix of one bucket."""

    ids_follow_content = True

    def __init__(self, bucket: S3Store | AzureStore | GCSStore, base: str, shown: str) -> None:
        self.shown = shown
        self._bucket, self._base = bucket, base
        self._asking = Lock()
        self._remembered: dict[str, tuple[float, bytes | ExtractError]] = {}

    def at(self, path: str) -> "Objects":
        return Objects(self._bucket, self._path(path), f"{self.shown}/{path}")

    def require(self, name: str, text: str, next_step: str) -> None:
        """Reading says it."""

    def read_bytes(self, path: str, name: str, restore: str | None = None) -> bytes:
        with self._store_errors():
            try:
                return bytes(self._bucket.get(self._path(path)).bytes())
            except FileNotFoundError as error:
                if re.search(NO_BUCKET, str(error)):
                    raise
                restore = restore or _("Put the file back in its place.")
                raise fault(name, _("The file is missing."), restore) from None

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
        folder = self._path(path)
        with self._store_errors():
            found = self._bucket.list_with_delimiter(folder)
        # Some servers list a folder that was emptied as an object in itself.
        sizes = {each["path"]: each["size"] for each in found["objects"] if each["path"] != folder}
        sizes |= dict.fromkeys(found["common_prefixes"])
        return {path.rpartition("/")[2]: sizes[path] for path in sorted(sizes)}

    def swap(self, path: str, content: bytes) -> None:
        with self._store_errors(NOTHING_CHANGED):
            self._bucket.put(self._path(path), content)
        self._remembered.pop(path, None)

    def set_current(self, extract_id: str, expected_current: str | None) -> None:
        """Compare and swap: of two publications that have seen the same id, the second is refused.

        The files of the refused one stay: they are a whole extract, and may be another publication's too.
        """
        path, content = self._path(CURRENT), f"{extract_id}\n".encode()
        with self._store_errors():  # where no answer comes, it may have been written all the same
            try:
                found = self._bucket.get(path)
                used = id_in(bytes(found.bytes()))
                mode = {name: found.meta[name] for name in ("e_tag", "version") if found.meta[name]}
            except FileNotFoundError:
                used, mode = None, "create"
            try:
                if used == expected_current:
                    self._bucket.put(path, content, mode=mode)
                    used = extract_id
            except (AlreadyExistsError, PreconditionError):
                # Another publication was first, or a second try met what the first one wrote.
                used = id_in(self.read_bytes(CURRENT, CURRENT))
        self._remembered.pop(CURRENT, None)
        if used != extract_id:
            raise fault(CURRENT, _(ANOTHER_PUBLISHES), _(WAIT_AND_LOOK))

    def delete(self, path: str) -> None:
        with self._store_errors(NOTHING_CHANGED):
            self._bucket.delete([each["path"] for each in self._below(path)])

    def put(self, path: str, files: Mapping[str, bytes], verify: Callable[[Store], None]) -> None:
        """Write the objects and verify them. After a failure they stay, where no reader looks.

        Another publication of the same id may be writing the same objects, so they must not be deleted here.
        """
        for name, content in files.items():
            self.swap(f"{path}/{name}", content)
        verify(self.at(path))

    @contextmanager
    def publishing(self) -> Iterator[None]:
        with suppress(ExtractError):  # who may not delete may still publish
            self._clear()
        yield

    def _clear(self) -> None:
        """Delete folders without a manifest, unless they are so new that a publication may be under way."""
        folders = {}
        for each in self._below(EXTRACTS):
            folder, _slash, name = each["path"].rpartition("/")
            folders.setdefault(folder.rpartition("/")[2], {})[name] = each["last_modified"].timestamp()
        for folder, written in folders.items():
            if MANIFEST not in written and time.time() - max(written.values()) > ABANDONED_SECONDS:
                self.delete(f"{EXTRACTS}/{folder}")

    def _below(self, path: str) -> Sequence[Mapping]:
        with self._store_errors():
            return self._bucket.list(self._path(path)).collect()

    def _path(self, path: str) -> str:
        return f"{self._base}/{path}".strip("/")

    @contextmanager
    def _store_errors(self, still: str = "") -> Iterator[None]:
        """Turn errors of the object store into an ``ExtractError`` in plain words."""
        try:
            yield
        except BaseException as error:
            # What obstore cannot send, such as a key with a line break, makes it panic instead of raise.
            if (
                not isinstance(error, (BaseError, OSError, ValueError))
                and "Panic" not in type(error).__name__
            ):
                raise
            text, step = next(rest for said, *rest in FAULTS if re.search(said, str(error)))
            raise fault(self.shown, f"{_(text)} {_(still)}" if still else _(text), _(step)) from None
