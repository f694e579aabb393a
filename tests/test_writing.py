"""A file that is there whole or not at all, and a lock that one holder has."""

import os
import shutil
import subprocess
import sys

import pytest

from viclaims.writing import locked, open_whole


@pytest.mark.parametrize(("mode", "content"), [("w", "52 xã\r\n\ud800"), ("wb", b"\xff\x00")])
@pytest.mark.parametrize("lasting", [False, True])
def test_a_file_is_what_was_written(mode, content, lasting, tmp_path):
    path = tmp_path / "bảng.csv"
    path.write_text("old", encoding="utf-8")
    with open_whole(path, mode, lasting=lasting) as file:
        file.write(content)
        assert path.read_text(encoding="utf-8") == "old"
    wanted = content.encode("utf-8", "surrogatepass") if mode == "w" else content
    assert path.read_bytes() == wanted and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_beside_it(error, tmp_path):
    path = tmp_path / "bảng.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(error), open_whole(path) as file:
        file.write("half of i")
        raise error
    assert path.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_taken_by_a_folder_stays_as_it_is(tmp_path):
    (tmp_path / "bảng.csv").mkdir()
    with pytest.raises(IsADirectoryError), open_whole(tmp_path / "bảng.csv") as file:
        file.write("x")
    assert [path.name for path in tmp_path.iterdir()] == ["bảng.csv"]


def test_a_process_killed_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "bảng.csv"
    path.write_text("old", encoding="utf-8")
    code = (
        "import os, sys; from pathlib import Path; from viclaims.writing import open_whole\n"
        "with open_whole(Path(sys.argv[1])) as file:\n"
        "    file.write('x' * 10**6); file.flush(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], env=os.environ, check=False)
    assert done.returncode == -9 and path.read_text(encoding="utf-8") == "old"
    with open_whole(path) as file:
        file.write("new")
    assert path.read_text(encoding="utf-8") == "new" and list(tmp_path.iterdir()) == [path]


class Busy(Exception):
    pass


def refuse():
    raise Busy


def test_a_lock_has_one_holder_and_is_free_afterwards(tmp_path):
    path = tmp_path / "report" / ".lock"
    with locked(path, refuse), pytest.raises(Busy), locked(path, refuse):
        pass
    with locked(path, refuse):
        pass


def test_a_lock_is_waited_for_and_made_anew_if_its_folder_was_removed(tmp_path):
    path = tmp_path / "report" / ".lock"
    code = (
        "import shutil, sys; from pathlib import Path; from viclaims.writing import locked\n"
        "with locked(Path(sys.argv[1]), exit):\n"
        "    print('held', flush=True); sys.stdin.readline(); shutil.rmtree(Path(sys.argv[1]).parent)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    told = []

    def let_go():
        told.append("busy")
        holder.stdin.write("\n")
        holder.stdin.flush()

    with locked(path, let_go):
        assert told == ["busy"] and path.exists()
    assert holder.wait() == 0
    shutil.rmtree(path.parent)


def test_it_needs_the_standard_library_only():
    code = "import sys; before = set(sys.modules); import viclaims.writing; print(*set(sys.modules) - before)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    tops = {name.split(".")[0] for name in said.split()}
    assert tops - sys.stdlib_module_names == {"viclaims"}
