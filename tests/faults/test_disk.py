"""A disk that fills up during a run, and one that cannot be written: a file system of the test's own in memory."""

import os
import shutil
import subprocess

import pytest

from tests.tiny_project import Driver, lay_out, outputs

BEFORE, AFTER = "Cả nước có 63 tỉnh.\n", "Có 7 huyện.\n"
SIZE = 8 * 2**20
# Kilobytes that are left when the run begins: none, enough to begin, to run a notebook, nearly enough, enough.
LEFT = range(0, 56, 4)
SHORT = (0, 20)


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    return Driver(tmp_path_factory.mktemp("driver"))


def mounted(*options: str) -> bool:
    return not subprocess.run(["mount", *options], check=False, capture_output=True).returncode


@pytest.fixture
def disk(tmp_path):
    """A small file system; the tests that need one are skipped where this account may not mount it."""
    place = tmp_path / "đĩa đầy"
    place.mkdir()
    if not shutil.which("mount") or not mounted("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)):
        pytest.skip("this account may not mount a file system")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def project(disk, driver):
    """A project on it that is up to date, and then its article changes; (root, what the run before had made)."""
    root = disk / "báo cáo"
    lay_out(root)
    raw = root / "data/raw/bai-mot.txt"
    raw.write_text(BEFORE, encoding="utf-8")
    assert driver.run(root)[0] == 0
    made = outputs(root)
    raw.write_text(AFTER, encoding="utf-8")
    return root, made


@pytest.fixture(scope="module")
def wanted(driver, tmp_path_factory):
    """What an undisturbed run makes of the changed article."""
    root = tmp_path_factory.mktemp("undisturbed")
    lay_out(root)
    (root / "data/raw/bai-mot.txt").write_text(AFTER, encoding="utf-8")
    assert driver.run(root)[0] == 0
    return outputs(root)


def fill(disk, kilobytes: int):
    """Write a file that leaves so much of the disk; its path."""
    filler = disk / "filler"
    room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - kilobytes * 1024
    with open(filler, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, room)
    return filler


def seen(made: dict[str, bytes]) -> dict[str, bytes]:
    """What a reader sees of the outputs: not the record, nor a failed notebook that is kept for reading."""
    return {name: data for name, data in made.items() if name.startswith(("data/", "figures/", "report/bai-mot"))}


def run_on_a_full_disk(kilobytes, disk, project, driver, wanted) -> None:
    root, before = project
    filler = fill(disk, kilobytes)
    code, said = driver.run(root)
    assert "Traceback" not in said, said
    left = seen(outputs(root))
    # All files may be in place when there is no room for the record: the next run enters them.
    assert left == seen(wanted) or (code and left == seen(before)), said
    assert code == 0 or "No space left on device" in said or "the disk is full" in said, said
    filler.unlink()
    code, said = driver.run(root)
    assert code == 0 and outputs(root) == wanted, said
    assert not any(root.glob("report/.s*"))


@pytest.mark.parametrize("kilobytes", SHORT)
def test_a_full_disk_loses_nothing(kilobytes, disk, project, driver, wanted):
    run_on_a_full_disk(kilobytes, disk, project, driver, wanted)


@pytest.mark.long
@pytest.mark.parametrize("kilobytes", [size for size in LEFT if size not in SHORT])
def test_a_disk_that_fills_up_later_loses_nothing(kilobytes, disk, project, driver, wanted):
    run_on_a_full_disk(kilobytes, disk, project, driver, wanted)


def test_a_disk_that_cannot_be_written_is_one_sentence(disk, project, driver):
    root, before = project
    assert mounted("-o", "remount,ro", str(disk))
    code, said = driver.run(root)
    assert code == 1 and "read-only" in said and "Traceback" not in said, said
    assert outputs(root) == before
