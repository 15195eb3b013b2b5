#!/usr/bin/env python3
"""The one entry for people and CI; needs nothing but Python 3.11 or newer.

    python3 dev.py up [--detach] [--port N] [--demo small|large]   the whole of Kvalita, on embedded servers
    python3 dev.py down                                             stop what `up --detach` started
    python3 dev.py test [pytest arguments]                          every test, on throw-away servers
    python3 dev.py check                                            lint, types, contracts, migrations, client
    python3 dev.py e2e [pytest arguments]                           the journeys in a real browser only
    python3 dev.py bench [NAME]                                     our speed against its floor, as ratios
    python3 dev.py manage COMMAND …                                 a management command on the data of `up`
    python3 dev.py lock                                             renew the lock files
    python3 dev.py reset [--yes]                                    throw the local data away

It makes .venv with Python 3.13 or newer: the interpreter that runs this file if it is new enough, else one
found on PATH or under pyenv, else one that uv downloads. Packages come from the lock files with their hashes.
Standard library only, so that it can say in one sentence what is missing.
"""

import argparse
import glob
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VAR = Path(os.environ.get("KVALITA_VAR") or ROOT / "var")
VENV = ROOT / ".venv"
BIN = VENV / "bin"
FRONTEND = ROOT / "frontend"
OLDEST, OLDEST_INSIDE = (3, 11), (3, 13)
FREE_BYTES = 1500 * 1024 * 1024
DETACHED_SECONDS = 900
HIGHEST_PORT = 65535 - 25  # mail goes in at 25 above
QUIETLY = ("-qq", "--disable-pip-version-check")  # errors are told, not each try


class CannotGoOn(Exception):
    """One clear sentence for the person at the terminal."""


def main(arguments):
    """Carry out one command; returns the exit code."""
    command = arguments[0] if arguments else "help"
    commands = {
        "up": up,
        "down": down,
        "test": test,
        "check": check,
        "e2e": e2e,
        "bench": bench,
        "manage": manage,
        "lock": lock,
        "reset": reset,
        "build": build,
    }
    if command not in commands:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    try:
        if sys.version_info[:2] < OLDEST:
            raise CannotGoOn(
                "Kvalita needs Python 3.11 or newer to start; this is {}.{}.".format(*sys.version_info[:2])
            )
        return commands[command](arguments[1:])
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno == 28:
            print(f"The disk is full: {error}. Free some space and start again; nothing is lost.", file=sys.stderr)
            return 1
        raise
    except KeyboardInterrupt:
        print("\nStopped. What is there already is kept.", file=sys.stderr)
        return 130


# --- commands ---------------------------------------------------------------------------------


def up(arguments):
    """Set up what is missing, then serve until Ctrl-C, or in the background with --detach."""
    parser = argparse.ArgumentParser(prog="dev.py up")
    parser.add_argument("--detach", action="store_true")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", choices=["small", "large"], default="small")
    asked = parser.parse_args(arguments)
    if not 1 <= asked.port <= HIGHEST_PORT:
        raise CannotGoOn(f"There is no port {asked.port}: choose one from 1 to {HIGHEST_PORT}; mail is 25 above it.")
    set_up(development=False)
    VAR.mkdir(parents=True, exist_ok=True)
    argv = [BIN / "python", "-m", "core.embedded.supervisor", "--var", VAR, "--port", asked.port, "--demo", asked.demo]
    if front_end_is_stale():
        argv += ["--build", sys.executable, ROOT / "dev.py", "build"]
    argv = [str(part) for part in argv]
    if asked.detach:
        return detached(argv)
    os.chdir(ROOT)
    return os.execve(argv[0], argv, environment())  # this process becomes the supervisor


def detached(argv):
    """Start in the background; returns when the first page can be served, with what was printed until then."""
    log = VAR / "up.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            argv, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    seen, end = 0, time.monotonic() + DETACHED_SECONDS
    while time.monotonic() < end:
        ended = process.poll()
        text = log.read_text(errors="replace")
        sys.stdout.write(text[seen:])
        sys.stdout.flush()
        if len(text) > seen:  # it comes on: a million tickets may take a while
            seen, end = len(text), time.monotonic() + DETACHED_SECONDS
        if ended is not None:
            return ended
        if "Kvalita is ready." in text:
            return 0
        time.sleep(0.2)
    raise CannotGoOn(f"Kvalita is not ready and has said nothing for {DETACHED_SECONDS} s; see {log}")


def down(_arguments):
    """Stop what runs on this data folder and wait until it is gone."""
    if not somebody_holds(VAR):  # a file that says so may have been left behind
        print("Nothing runs on this data.")
        return 0
    try:
        pid = json.loads((VAR / "running.json").read_text())["pid"]
        os.kill(pid, signal.SIGTERM)
    except (OSError, ValueError):
        raise CannotGoOn("Kvalita begins to start or to stop on this data; try again in a second.") from None
    for _ in range(600):
        if not somebody_holds(VAR):
            print("Stopped.")
            return 0
        time.sleep(0.1)
    raise CannotGoOn(f"Process {pid} did not stop within 60 s; see {VAR}/log")


def test(arguments):
    """Front-end tests, then every Python test with the journeys; pytest arguments narrow it to those."""
    set_up(development=True)
    build([])
    pytest = (BIN / "python", "-m", "pytest")
    if arguments:
        return run(*pytest, *arguments, may_fail=True)
    run("npm", "test", cwd=FRONTEND)
    whole_stack = ("tests/chaos", "tests/journeys")  # they start every process of the product: alone, one after another
    apart = [f"--ignore={folder}" for folder in whole_stack]
    code = run(*pytest, "-n", "2", "--dist", "loadfile", *apart, may_fail=True)
    return run(*pytest, *whole_stack, may_fail=True) or code


def e2e(arguments):
    """The journeys in a real browser."""
    set_up(development=True)
    build([])
    return run(BIN / "python", "-m", "pytest", "tests/journeys", *arguments, may_fail=True)


def check(_arguments):
    """Everything that can be told without running the product."""
    set_up(development=True)
    build([])
    return run(BIN / "python", "-m", "core.embedded.checks", may_fail=True)


def bench(arguments):
    """One JSON line per bench: ours, floor, ratio, target."""
    set_up(development=True)
    return run(BIN / "python", "-m", "tests.bench.run", *arguments, may_fail=True)


def manage(arguments):
    """A management command on the data of `up`; starts the servers for it if they are not running."""
    set_up(development=False)
    return run(BIN / "python", "-m", "core.embedded.manage", "--var", VAR, *arguments, may_fail=True)


def lock(_arguments):
    """New lock files from requirements*.in and package.json."""
    set_up(development=True)
    for name in ("requirements", "requirements-dev"):
        how = ("--universal", "--generate-hashes", "--no-header", "--python-version", "3.13")
        run(BIN / "uv", "pip", "compile", "-q", "--upgrade", *how, f"{name}.in", "-o", f"{name}.lock")
    run("npm", "install", "--package-lock-only", "--no-audit", "--no-fund", cwd=FRONTEND)
    return 0


def reset(arguments):
    """Throw the local data away, after saying what that is."""
    if somebody_holds(VAR):
        raise CannotGoOn("Kvalita runs on this data: `python3 dev.py down` first.")
    print(f"This deletes {VAR}: the database of this checkout, its files, its mails and its log.")
    if "--yes" not in arguments and input("Type reset to go on: ").strip() != "reset":
        print("Nothing was changed.")
        return 1
    shutil.rmtree(VAR, ignore_errors=True)
    print("Deleted. The next `up` starts with fresh demo organizations.")
    return 0


def build(_arguments):
    """The front end, if its sources changed since the last build."""
    if os.getpgrp() == os.getpid():  # told to stop, npm and what it started end too
        signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    packages_of_front_end()
    if front_end_is_stale():
        say("Building the front end")
        run("npm", "run", "--silent", "build", "--", "--logLevel", "warn", cwd=FRONTEND)
        (FRONTEND / "dist" / ".stamp").write_text(front_end_stamp())
    return 0


# --- set-up -----------------------------------------------------------------------------------


def set_up(*, development):
    """The virtual environment with the locked packages and the compiled catalogues."""
    name = "requirements-dev.lock" if development else "requirements.lock"
    stamp, wanted = VENV / ".stamp", digest([ROOT / "requirements.lock", ROOT / "requirements-dev.lock"])
    here = str(VENV.resolve())
    lock, mode, place = [*(stamp.read_text().split(maxsplit=2) if stamp.exists() else []), "", "", ""][:3]
    moved = place not in ("", here)  # its programs begin with the path of the interpreter
    if lock != wanted or moved or (development and mode != "development"):
        refuse_full_disk()
        if moved or not environment_works():
            make_environment()
        say("Installing the Python packages")
        how = ("--no-deps", "--require-hashes", "--compile-bytecode", "--python", BIN / "python")
        network(BIN / "uv", "pip", "install", "-q", *how, "-r", name)
        stamp.write_text(f"{wanted} {'development' if development else 'runtime'} {here}")
    compile_catalogues()


def environment_works():
    """Whether packages can be put into the one that is there; a new lock file only adds to it."""
    return (BIN / "uv").exists() and is_new_enough(BIN / "python")


def make_environment():
    """.venv with a new enough Python and uv in it."""
    interpreter = find_python()
    if interpreter:
        run(interpreter, "-m", "venv", "--clear", VENV, apart=True)
    else:
        say("No Python 3.13 or newer was found: downloading one")
        boot = ROOT / ".uv-boot"
        run(sys.executable, "-m", "venv", boot, apart=True)
        network(boot / "bin" / "python", "-m", "pip", "install", *QUIETLY, "uv")
        uv = (boot / "bin" / "uv", "venv", "--clear", "--seed", "--managed-python", "--python", "3.13", VENV)
        network(*uv, what="Python 3.13 (you can also install it yourself)")
    network(BIN / "python", "-m", "pip", "install", *QUIETLY, "uv")


def find_python():
    """An interpreter for .venv: this one, one on PATH, one of pyenv; None if all are too old."""
    if sys.version_info[:2] >= OLDEST_INSIDE:
        return sys.executable
    on_path = [shutil.which(f"python3.{minor}") for minor in (13, 14)]
    pyenv = sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.1[3-9]*/bin/python3")))
    for candidate in [*on_path, *pyenv]:
        if candidate and is_new_enough(candidate):
            return candidate
    return None


def is_new_enough(interpreter):
    """Whether it starts, is new enough and can make environments: a pyenv shim may do none of these."""
    question = f"import sys, venv, ensurepip; sys.exit(sys.version_info[:2] < {OLDEST_INSIDE})"
    try:
        return subprocess.run([interpreter, "-c", question], capture_output=True).returncode == 0
    except OSError:
        return False


def packages_of_front_end():
    """node_modules as the lock file says."""
    stamp, wanted = FRONTEND / "node_modules" / ".stamp", digest([FRONTEND / "package-lock.json"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installing the front-end packages")
    network("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=FRONTEND)
    stamp.write_text(wanted)


def compile_catalogues():
    """The server's translations, compiled when their sources changed."""
    sources = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))
    stamp, wanted = VENV / ".catalogues", digest(sources)
    if stamp.exists() and stamp.read_text() == wanted and all(po.with_suffix(".mo").exists() for po in sources):
        return
    run(BIN / "python", "manage.py", "catalogues", "--compile", settings="config.settings.test", quiet=True)
    stamp.write_text(wanted)


def front_end_is_stale():
    """Whether the built front end is not that of the present sources."""
    stamp = FRONTEND / "dist" / ".stamp"
    return not stamp.exists() or stamp.read_text() != front_end_stamp()


def front_end_stamp():
    """One digest of everything the build reads."""
    files = [path for folder in ("src", "public") for path in (FRONTEND / folder).rglob("*") if path.is_file()]
    return digest(sorted([*files, *FRONTEND.glob("*.*")]))


def digest(paths):
    """One hash over names and contents."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(str(path.relative_to(ROOT)).encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def refuse_full_disk():
    """The packages need room; say so before half of them lie there."""
    free = shutil.disk_usage(ROOT).free
    if free < FREE_BYTES:
        wanted = FREE_BYTES // 2**20
        raise CannotGoOn(f"The disk of {ROOT} has {free // 2**20} MB left; setting Kvalita up needs {wanted} MB.")


def environment():
    """The environment of everything we start: our programs first on PATH, the system's certificates as pip has them."""
    trust = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**trust, **os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": ""}


def run(*argv, cwd=ROOT, may_fail=False, quiet=False, settings=None, apart=False):
    """Run one program; raises CannotGoOn with its name, or returns its exit code if it may fail.

    One that is run `apart` hears nothing of Ctrl-C: we end it and all it started, and it prints no traceback.
    """
    argv = [str(part) for part in argv]
    surroundings = {**environment(), **({"DJANGO_SETTINGS_MODULE": settings} if settings else {})}
    program = shutil.which(argv[0], path=surroundings["PATH"]) or argv[0]
    output = subprocess.DEVNULL if quiet else None
    how = {"cwd": cwd, "env": surroundings, "stdout": output, "start_new_session": apart}
    with subprocess.Popen([program, *argv[1:]], **how) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            if apart:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            raise
    if code and not may_fail:
        raise CannotGoOn(f"`{Path(argv[0]).name} {' '.join(argv[1:4])} …` failed; the reason stands above.")
    return code


def network(*argv, cwd=ROOT, what="The packages"):
    """Run a program that downloads; a failure is most often a missing network, so say that."""
    try:
        run(*argv, cwd=cwd, apart=True)
    except CannotGoOn:
        raise CannotGoOn(
            f"{what} could not be downloaded: is there a network, and does the server answer? "
            "The reason stands above; start again when it is mended, what is there already is kept."
        ) from None


def somebody_holds(var):
    """Whether an installation runs on this data folder, or starts."""
    from core.embedded.preconditions import is_held  # noqa: PLC0415 — needs a Python that main() has looked at

    return is_held(var)


def say(text):
    """One line of progress."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
