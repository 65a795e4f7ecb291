"""A file fetched from an address that a person gave.

The portal stands where outsiders do not, so it must not be sent to itself or to its neighbours: every address, and
every address that one leads on to, is looked up first, and only one that is public is connected to, by its number.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

MEGABYTE = 1024 * 1024
MAX_SIZE = 200 * MEGABYTE  # all of GIAS is 60
CHUNK = 64 * 1024
WAITING = 30  # seconds for a connection, and for each next piece
IN_ALL = 600  # seconds
MAX_REDIRECTS = 5
REDIRECTS = frozenset([301, 302, 303, 307, 308])
ASKING = {"User-Agent": "Mozilla/5.0 (school partnership portal)", "Accept": "*/*", "Accept-Encoding": "identity"}


class NotFetched(Exception):
    """Why nothing was fetched, in words for the person who gave the address."""


def fetch(url: str, into: Path) -> str:
    """Writes what is at `url` into the file `into`, and gives its name. Raises `NotFetched`, and leaves no part of it.

    Proxies that the environment names are not asked: they would look addresses up by themselves.
    """
    until = time.monotonic() + IN_ALL
    try:
        return _fetched(url.strip(), into, until)
    except BaseException:
        into.unlink(missing_ok=True)
        raise


def _fetched(url: str, into: Path, until: float) -> str:
    for _ in range(MAX_REDIRECTS + 1):
        place = _place(url)
        connection = _connection(place)
        try:
            path = urlunsplit(("", "", place.path or "/", place.query, ""))
            connection.request("GET", _quoted(path), headers=ASKING)
            with connection.getresponse() as answer:
                if answer.status not in REDIRECTS:
                    return _kept(answer, place, into, until)
                url = urljoin(url, answer.headers.get("Location", ""))
        except TimeoutError as error:
            raise _too_slow(place) from error
        except ssl.SSLError as error:
            raise NotFetched(f"{place.hostname} has no certificate that can be trusted.") from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise NotFetched(f"{place.hostname} could not be reached, or broke off. Try again later.") from error
        finally:
            connection.close()
    raise NotFetched(f"{place.hostname} sends from one address to another without an end.")


def _place(url: str) -> SplitResult:
    try:
        place = urlsplit(url)
        port = place.port
    except ValueError as error:
        raise NotFetched("This is no web address. It begins with https://.") from error
    if place.scheme not in ("http", "https") or not place.hostname or port == 0:
        raise NotFetched("This is no web address. It begins with https://.")
    if place.username or place.password:
        raise NotFetched("Leave the name and password out of the address. Download the file, and upload it here.")
    return place


def _connection(place: SplitResult) -> http.client.HTTPConnection:
    connection: Any
    if place.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(place.hostname, place.port, timeout=WAITING, context=context)
    else:
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=WAITING)
    connection._create_connection = _connected  # the name has no public one; the host's name stays for the certificate
    return connection


def _connected(address: tuple[str, int], timeout: float, source_address: Any = None) -> socket.socket:
    """A connection to a number that was looked up once and found public: a name may mean another one the next time."""
    host, port = address
    found = {info[4][0]: None for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not all(is_public(number) for number in found):
        raise NotFetched(f"{host} is an address inside a private network. The portal fetches public ones only.")
    refused: OSError = OSError("no address")
    for number in found:
        try:
            return socket.create_connection((number, port), timeout)
        except OSError as error:
            refused = error
    raise refused


def is_public(number: str) -> bool:
    """Whether an IP address is the internet's: not this machine's, a private network's or one set apart.

    An IPv6 address that stands for an IPv4 one is as public as that.
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _kept(answer: http.client.HTTPResponse, place: SplitResult, into: Path, until: float) -> str:
    if answer.status != 200:
        words = "There is no file at this address" if answer.status in (404, 410) else "The file was not given out"
        raise NotFetched(f"{words} ({place.hostname} answered {answer.status} {answer.reason}).")
    size, declared = 0, answer.length
    with into.open("wb") as file:
        while piece := answer.read1(CHUNK):
            size += len(piece)
            if size > MAX_SIZE or (declared or 0) > MAX_SIZE:
                raise NotFetched(f"The file is larger than {MAX_SIZE // MEGABYTE} MB.")
            if time.monotonic() > until:
                raise _too_slow(place)
            file.write(piece)
    if declared is not None and size < declared:
        raise NotFetched(f"{place.hostname} broke off before the end of the file. Try again later.")
    return _name(answer.headers.get("Content-Disposition", ""), place)


def _name(disposition: str, place: SplitResult) -> str:
    """As the server names the file, or else the last part of its address."""
    given = re.search(r"""filename\*?=(?:UTF-8'[^']*')?"?([^";]+)""", disposition, re.IGNORECASE)
    for name in (given[1] if given else "", place.path):
        plain = PurePosixPath(unquote(name).replace("\\", "/")).name
        plain = "".join(letter for letter in plain if letter.isprintable()).strip()
        if plain:
            return plain[-200:]
    return place.hostname or ""


def _quoted(path: str) -> str:
    """A path as it may stand in a request: letters that may not are written by their number."""
    return re.sub(r"[^!-~]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), path)


def _too_slow(place: SplitResult) -> NotFetched:
    return NotFetched(f"{place.hostname} takes too long to answer. Try again later, or download the file yourself.")
