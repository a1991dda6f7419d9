"""Bytes in a bucket, against a real server: ORBITA_TEST_S3=http://key:secret@host:port/bucket.

The bucket must exist. Without the variable the test is left out.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from orbita.platform.files.store import put, shelf

SERVER = urlsplit(os.environ.get("ORBITA_TEST_S3", ""))


@pytest.mark.skipif(not SERVER.hostname, reason="no server: ORBITA_TEST_S3 names one")
@pytest.mark.req("PAR-23")
def test_a_bucket_keeps_bytes_as_the_folder_does(settings: Any, own_folder: Path) -> None:
    settings.ORBITA_S3 = {
        "endpoint": f"{SERVER.scheme}://{SERVER.hostname}:{SERVER.port}",
        "bucket": SERVER.path.strip("/"),
        "key": SERVER.username or "",
        "secret": SERVER.password or "",
        "region": "us-east-1",
    }
    content = os.urandom(300_000)

    blob, again = put([content]), put([content[:7], content[7:]])

    assert blob == again
    assert shelf().has(blob.sha256)
    with shelf().open(blob.sha256) as stream:
        assert stream.read() == content
    with shelf().as_file(blob.sha256) as path:
        assert path.read_bytes() == content
    shelf().remove(blob.sha256)
    assert not shelf().has(blob.sha256)
    with pytest.raises(FileNotFoundError):
        shelf().open(blob.sha256)
    assert not [path for path in own_folder.rglob("*") if path.is_file()], "nothing stays aside"
