#!/bin/sh
# sh environment/create.sh run|test: makes .venv from environment/run.lock or test.lock; done already, it costs
# milliseconds. A copy of the lock in .venv, written last, says that it is installed: a killed set-up is redone.
set -eu
unset CDPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_HASHES PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE || :
cd -- "$(dirname -- "$0")/.."
wanted=${1:-run}

fail() {
    echo "viclaims: $*" >&2
    exit 1
}

installed() {
    [ -x .venv/bin/python ] && cmp -s environment/run.lock .venv/run.lock &&
        cmp -s "environment/$1.lock" ".venv/$1.lock"
}

# A name on the PATH may be a shim that refuses, or an Apple stub: only running it tells. Prints the real file, so
# that .venv breaks visibly, and is made anew, when that Python is taken away.
fitting_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        "$name" -c 'import os, sys
if not (3, 11) <= sys.version_info[:2] <= (3, 13): sys.exit(1)
print(os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable))' 2>/dev/null && return
    done
    command -v uv >/dev/null && uv python find --system --no-project '>=3.11,<3.14' 2>/dev/null && return
    command -v uv >/dev/null && uv python install -q 3.13 2>/dev/null && uv python find --system --no-project 3.13 2>/dev/null
}

# One set-up at a time: the lock on this file goes with the last process that holds it, however it ends.
alone() {
    exec "$1" -c 'import fcntl, os, sys
held = open("environment/create.sh")
try:
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("viclaims: another set-up is running here; waiting for it", file=sys.stderr)
    fcntl.flock(held, fcntl.LOCK_EX)
except OSError:
    pass
os.set_inheritable(held.fileno(), True)
os.execvp("sh", ["sh", "environment/create.sh", *sys.argv[1:]])' "$wanted" "$1"
}

make_venv() {
    rm -f .venv/run.lock .venv/test.lock
    rm -rf .venv || fail "the old .venv cannot be removed; remove that folder by hand, then run make again."
    : 2>/dev/null >.venv.log || fail "this folder cannot be written; put the project where you may write, then run make again."
    if command -v uv >/dev/null && uv venv -q --no-project --python "$1" .venv >>.venv.log 2>&1; then return; fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null || fail "Python $2 has no venv module;" \
        "install it (Debian or Ubuntu: sudo apt install python$2-venv), then run make again."
    rm -rf .venv
    "$1" -m venv .venv >>.venv.log 2>&1 || explain
}

# uv may know less of this computer's package sources than pip, so pip has a second try.
install() {
    if command -v uv >/dev/null && uv pip install -q --python .venv/bin/python --no-deps "$@" >>.venv.log 2>&1; then
        return
    fi
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >>.venv.log 2>&1 || explain
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-input "$@" >>.venv.log 2>&1 ||
        explain
}

explain() {
    if grep -qiE 'no space left|quota exceeded' .venv.log; then
        fail "the disk is full: the libraries need about 1 GB; make room, then run make again."
    elif grep -qiE 'do not match the hashes|hash mismatch' .venv.log; then
        fail "a package that came is not the one named in environment/$wanted.lock (its hash differs), so it was" \
            "not installed; try another network or package source, then run make again (details: .venv.log)."
    elif grep -qiE 'connection|resolution|resolve|network|timed out|dns|proxy|fetch' .venv.log; then
        fail "the libraries could not be downloaded; check the network (or the proxy), then run make again" \
            "(details: .venv.log)."
    fi
    fail "the libraries could not be installed; the last lines of .venv.log say why. Then run make again."
}

conda_has() {
    "$CONDA_PREFIX/bin/python" -c 'import sys
from importlib.util import find_spec
sys.exit(any(find_spec(name) is None for name in sys.argv[1:]))' "$@" 2>/dev/null
}

case $wanted in run | test) ;; *) fail "say run or test: sh environment/create.sh run" ;; esac
if [ -n "${CONDA_DEFAULT_ENV:-}" ] && [ "$CONDA_DEFAULT_ENV" = "$(sed -n 's/^name: *//p' environment.yml)" ]; then
    conda_has papermill pyvi pandera viclaims || fail "the conda environment lacks some libraries;" \
        "run: conda env update -f environment.yml"
    [ "$wanted" = run ] || conda_has pytest hypothesis playwright dask || fail "the conda environment has no test" \
        "tools; run: python -m pip install -e '.[test,corpus]'"
    exit
fi
if installed "$wanted"; then exit; fi
python=${2:-}
if [ -z "$python" ]; then
    python=$(fitting_python) || fail "needs Python 3.11, 3.12 or 3.13 and found none that runs; install one (macOS:" \
        "brew install python@3.13, or its installer from python.org; Debian or Ubuntu: sudo apt install python3" \
        "python3-venv), then run make again."
    alone "$python"
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
echo "viclaims: installing the libraries in .venv with Python $version, once; this takes about a minute" >&2
if ! installed run; then make_venv "$python" "$version"; fi
install --require-hashes --only-binary :all: --compile -r "environment/$wanted.lock"
install --no-build-isolation -e .
# A relative path holds no letter that an ASCII locale cannot read, and outlives a move of the folder.
for folder in .venv/lib/python3.*/site-packages; do echo ../../../.. >"$folder/viclaims.pth"; done
cp "environment/$wanted.lock" ".venv/$wanted.lock"
cp environment/run.lock .venv/run.lock
rm -f .venv.log
