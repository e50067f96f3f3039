"""A plain client of the Simple Export API, written by its documentation and with Python's own library alone.

    CITYCLIP_TOKEN=… python3 python-client.py BASE_URL FOLDER

BASE_URL is the API's address, such as https://v2.3dcityloader.com/api. The model is unpacked into FOLDER; its path and
its number of triangles are printed.
"""

import io
import json
import os
import pathlib
import struct
import sys
import time
import urllib.request
import zipfile

BASE_URL, FOLDER = sys.argv[1:]
HEADERS = {
    "Authorization": f"Bearer {os.environ['CITYCLIP_TOKEN']}",
    "Accept": "application/json",
    "Content-Type": "application/json",
}
REQUEST = {
    "bbox": [6.9539, 50.9407, 6.9592, 50.9439],
    "format": "stl",
    "include": ["terrain", "buildings"],
}


def ask(path, body=None):
    """Sends a request of the API: a POST where there is a body. Error statuses are raised."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE_URL + path, data=data, headers=HEADERS)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, json.load(answer)


def create():
    status, created = ask("/export/simple", REQUEST)
    assert status == 201, status
    return created["id"]


def wait_for(export_id):
    """The finished export's answer. Waits 4 s first, then 3 s between requests, as the documented client does."""
    time.sleep(4)
    while True:
        _, export = ask(f"/export/{export_id}")
        if export["status"] == "done":
            return export
        if export["status"] == "failed":
            sys.exit(f"The export failed: {export}")
        time.sleep(3)


def download(url):
    """The ZIP. Redirects are followed; the token is not sent."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return zipfile.ZipFile(io.BytesIO(answer.read()))


def triangles(path):
    """The number of triangles of a binary STL: an 84 byte head that ends with it, then 50 bytes for each."""
    data = path.read_bytes()
    (count,) = struct.unpack_from("<I", data, 80)
    assert len(data) == 84 + 50 * count, (len(data), count)
    return count


export_id = create()
archive = download(wait_for(export_id)["download_url"])
model = f"{export_id}.stl"
assert archive.testzip() is None
assert model in archive.namelist(), archive.namelist()
path = pathlib.Path(archive.extract(model, FOLDER))
print(path, triangles(path))
