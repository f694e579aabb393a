"""What may lie in data/raw or in the way of the report, on the driver's small project: one sentence each."""

import os
import shutil
import subprocess

import pytest

from tests.tiny_project import ARTICLE, Driver, lay_out


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
    (raw / "thu-muc.txt").mkdir()
    (raw / "hai\ndong.txt").write_text(ARTICLE, encoding="utf-8")
    said_of = {
        "ong-dan.txt": "is no plain file",
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
    assert (tmp_path / "report/index.html").read_text(encoding="utf-8") == "bai-mot"


@pytest.mark.parametrize("folder", ["report", "figures"])
def test_a_file_in_place_of_a_folder_is_one_sentence_and_stays(folder, driver, tmp_path):
    lay_out(tmp_path)
    (tmp_path / folder).write_text("mine", encoding="utf-8")
    code, said = driver.run(tmp_path)
    assert code == 1 and "a file stands where a folder is needed" in said and "Traceback" not in said, said
    assert (tmp_path / folder).read_text(encoding="utf-8") == "mine"
