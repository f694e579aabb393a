"""What may lie in data/raw or in the way of the report, on the driver's small project: one sentence each."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.tiny_project import ARTICLE, PACKAGE, Driver, lay_out


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    return Driver(tmp_path_factory.mktemp("driver"))


@pytest.fixture(scope="module")
def as_others():
    """What takes root's right to read and write everything away; nothing for an ordinary user."""
    if os.geteuid():
        return []
    command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("root reads any file, and setpriv is not there to take that right away")
    return command


def test_whatever_lies_in_data_raw_is_named_and_the_article_is_finished(driver, as_others, tmp_path):
    lay_out(tmp_path)
    raw = tmp_path / "data/raw"
    os.mkfifo(raw / "ong-dan.txt")
    (raw / "khong-dau.txt").symlink_to(tmp_path / "nowhere")
    for name in ("kin.txt", "so-mat.txt", "so-mat.toml"):
        (raw / name).write_text(ARTICLE, encoding="utf-8")
    for name in ("kin.txt", "so-mat.toml"):
        (raw / name).chmod(0)
    (raw / "bai-ong.txt").write_text(ARTICLE, encoding="utf-8")
    os.mkfifo(raw / "bai-ong.toml")
    (raw / "thu-muc.txt").mkdir()
    (raw / "hai\ndong.txt").write_text(ARTICLE, encoding="utf-8")
    said_of = {
        "ong-dan.txt": "is no plain file",
        "bai-ong.toml": "is no plain file",
        "khong-dau.txt": "cannot be read (No such file or directory)",
        "kin.txt": "cannot be read (Permission denied)",
        "so-mat.toml": "cannot be read (Permission denied)",
        "hai dong.txt": "a file name may hold only",
    }
    code, said = driver.run(tmp_path, as_others)
    assert code == 1 and "Traceback" not in said, said
    for name, sentence in said_of.items():
        lines = [line for line in said.splitlines() if name in line]
        assert len(lines) == 1 and sentence in lines[0], said
    assert "thu-muc" not in said
    assert (tmp_path / "report/index.html").read_text(encoding="utf-8") == "bai-mot bai-ong"


@pytest.mark.parametrize("blocked", ["figures/bai-mot/words.csv", "figures/bai-mot"])
def test_what_stands_in_the_way_of_an_article_stops_only_that_one(blocked, driver, tmp_path):
    lay_out(tmp_path)
    (tmp_path / "data/raw/bai-hai.txt").write_text("Có 7 huyện.\n", encoding="utf-8")
    way = tmp_path / blocked
    if blocked.endswith(".csv"):
        (way / "mine").mkdir(parents=True)
    else:
        way.parent.mkdir(parents=True)
        way.write_text("mine", encoding="utf-8")
    for _ in range(2):  # the second run finds what the first could not move
        code, said = driver.run(tmp_path)
        assert code == 1 and "bai-mot  not put in place: " in said and blocked in said, said
        assert "move it away and run it again" in said and "Traceback" not in said, said
        assert (tmp_path / "report/index.html").read_text(encoding="utf-8") == "bai-hai"
    way.rename(tmp_path / "moved")
    assert driver.run(tmp_path)[0] == 0
    assert (tmp_path / "report/index.html").read_text(encoding="utf-8") == "bai-hai bai-mot"
    assert not any(tmp_path.glob("report/.s*"))


@pytest.mark.parametrize("damage", ["[" * 100_000, "folder"])
def test_a_record_that_cannot_be_read_is_as_good_as_none(damage, driver, tmp_path):
    lay_out(tmp_path)
    record = tmp_path / "report/record.json"
    record.parent.mkdir()
    if damage == "folder":
        record.mkdir()
    else:
        record.write_text(damage, encoding="utf-8")
    code, said = driver.run(tmp_path)
    assert "Traceback" not in said, said
    assert code == 0 or "record.json: a folder stands where a file is to be written; move it away" in said, said


@pytest.mark.parametrize("stream", [">&-", "2>&-", ">/dev/full"])
@pytest.mark.parametrize("arguments", [["extract", "bai.txt"], ["extract", "bai.txt", "--format", "json"]])
def test_a_stream_that_is_closed_or_full_is_no_traceback(arguments, stream, tmp_path):
    (tmp_path / "bai.txt").write_text(ARTICLE, encoding="utf-8")
    command = ["sh", "-c", f'exec "$@" {stream}', "sh", sys.executable, "-m", "viclaims", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
                          capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr, done.stderr
    full = stream == ">/dev/full"
    assert done.returncode == full and ("The output cannot be written" in done.stderr) == full


def test_json_keeps_every_decimal(tmp_path):
    (tmp_path / "bai.txt").write_text("Hạt dài 0,000000000012 mét, bằng một phần ba.\n", encoding="utf-8")
    command = [sys.executable, "-m", "viclaims", "extract", "bai.txt", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
                          capture_output=True, text=True, encoding="utf-8", check=True)  # fmt: skip
    rows = json.loads(done.stdout)
    assert rows[0]["value"] == 1.2e-11 and rows[0]["whole"] is None


@pytest.mark.parametrize("folder", ["report", "figures"])
def test_a_file_in_place_of_a_folder_is_one_sentence_and_stays(folder, driver, tmp_path):
    lay_out(tmp_path)
    (tmp_path / folder).write_text("mine", encoding="utf-8")
    code, said = driver.run(tmp_path)
    assert code == 1 and "a file stands where a folder is needed" in said and "Traceback" not in said, said
    assert (tmp_path / folder).read_text(encoding="utf-8") == "mine"
