"""A real S3-compatible server on this machine: SeaweedFS, as its package brings it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyarrow import fs

KEY, SECRET = "test-key", "test-secret"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": KEY,
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "AWS_EC2_METADATA_DISABLED": "true",
}
PORTS = [f"{part}.{kind}" for part in ("master", "volume", "filer", "s3") for kind in ("port", "port.grpc")]
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A server that is running, until ``stop``."""

    process: subprocess.Popen
    port: int

    def address(self, bucket: str, prefix: str = "alis", *, user: str = "") -> str:
        """Where data lie: ``s3://…`` with all that this server needs to be found."""
        options = f"scheme=http&endpoint_override=127.0.0.1:{self.port}&region=eu-north-1"
        return f"s3://{user}{bucket}/{prefix}?{options}"

    def make_bucket(self, bucket: str) -> None:
        """A new bucket, as its owner makes it: our own code never does."""
        system, _path = fs.FileSystem.from_uri(self.address(bucket) + "&allow_bucket_creation=true")
        system.create_dir(bucket)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The server, its objects in ``folder``; it answers when this has been entered."""
    weed = shutil.which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
    command = [weed, f"-logdir={folder}", "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += ["-s3", "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false"]
    command += ["-master.telemetry=false", "-master.volumeSizeLimitMB=64"]
    command += [f"-{name}={port}" for name, port in ports.items()]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=os.environ | CREDENTIALS, stdout=log, stderr=log)
    server = Server(process, ports["s3.port"])
    try:
        _wait(server, folder)
        yield server
    finally:
        server.stop()


def _wait(server: Server, folder: Path) -> None:
    patience = time.monotonic() + START_SECONDS
    while True:
        try:
            return server.make_bucket("ready")
        except OSError as error:
            if server.process.poll() is not None or time.monotonic() > patience:
                raise RuntimeError((folder / "server.log").read_text()[-2000:]) from error
            time.sleep(0.1)


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _each in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
