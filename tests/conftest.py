"""What holds for every test: no network, and no file left in `var/`; and the order in which they are begun."""

import gc
import ipaddress
import socket

import pytest


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")


def _guarded(connect):
    def only_this_machine(self, address):
        if self.family != socket.AF_UNIX and not _is_this_machine(address[0]):
            raise AssertionError(f"A test tried to reach {address[0]}: tests use no network.")
        return connect(self, address)

    return only_this_machine


def pytest_configure(config):
    socket.socket.connect = _guarded(socket.socket.connect)
    socket.socket.connect_ex = _guarded(socket.socket.connect_ex)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long ones first: what a worker takes from another at the end is then short, and no browser starts anew for it."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("browser", "slow", "long"))))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end; walking it for cycles again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _uploads_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
