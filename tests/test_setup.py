"""`setup.sh` installs what is missing and only that, says what it did, and mends what was interrupted.

The script is the real one; Python, apt-get and the like are stand-ins that write down how they were called.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
TOOLS = (
    *("cat", "chmod", "cp", "date", "dirname", "echo", "env", "flock", "grep", "kill", "mkdir"),
    *("rm", "sed", "sh", "sleep", "sort", "tail", "touch", "true", "xargs"),
)
PARTS = {"venv", "headers", "compiler", "pkg-config", "cairo", "pango", "browser"}
PROVIDES = {
    "venv": "python3.11-venv python3.12-venv python3.13-venv",
    "headers": "python3.11-dev python3.12-dev python3.13-dev",
    "compiler": "gcc libc6-dev",
    "pkg-config": "pkg-config",
    "cairo": "libcairo2-dev",
    "pango": "libpango1.0-dev",
    "browser": "chromium",
}

PYTHON = """#!/bin/sh
case "$*" in
    *_base_executable*) echo '{bin}/python3' ;;
    *"import ensurepip"*) test -e '{have}/venv' ;;
    *'get_path("include")'*) if test -e '{have}/headers'; then echo '{have}/include'; else echo /none; fi ;;
    *"-m venv"*)
        echo "venv $*" >>'{calls}'
        rm -rf .venv && mkdir -p .venv/bin && cp "$0" .venv/bin/python
        echo "$PWD/.venv" >.venv/bin/activate ;;
    *"-m pip"*) echo "pip $*" >>'{calls}'; {pip} ;;
    *) exec '{real}' "$@" ;;
esac
"""
APT = """#!/bin/sh
echo "apt-get $*" >>'{calls}'
{apt}
case "$*" in *install*) for each in "$@"; do {provide} done ;; esac
"""


@dataclass(frozen=True)
class Machine:
    """A folder with the project's set-up files, and a PATH that holds stand-ins and nothing else."""

    project: Path
    bin: Path
    have: Path
    calls: Path

    def write(self, name: str, script: str) -> None:
        """Put a stand-in on the PATH."""
        file = self.bin / name
        file.write_text(script, "utf-8")
        file.chmod(0o755)

    def write_python(self, *, pip: str = "true") -> None:
        """Put a Python on the PATH, and into .venv if there is one, whose pip does this."""
        places = {"bin": self.bin, "have": self.have, "calls": self.calls, "real": sys.executable}
        self.write("python3", PYTHON.format(**places, pip=pip))
        if (self.project / ".venv/bin/python").exists():
            shutil.copy(self.bin / "python3", self.project / ".venv/bin/python")

    def write_apt(self, *, apt: str = "true") -> None:
        """Put an apt-get on the PATH that does this first."""
        provide = "".join(
            f"case ' {names} ' in *\" $each \"*) cp '{self.bin}/id' '{self.have}/{part}' ;; esac; "
            for part, names in PROVIDES.items()
        )
        self.write("apt-get", APT.format(calls=self.calls, apt=apt, provide=provide))

    def lacks(self, *parts: str) -> None:
        """Take these away from a machine that has everything."""
        for part in parts:
            (self.have / part).unlink()

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start the script, without a terminal."""
        return subprocess.Popen(
            ["sh", "setup.sh", *arguments],
            cwd=self.project,
            env={"PATH": str(self.bin), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def set_up(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script to its end, without a terminal."""
        running = self.start(*arguments, **environment)
        out, err = running.communicate()
        return subprocess.CompletedProcess(running.args, running.returncode, out, err)

    def called(self, program: str) -> list[str]:
        """How a program was called since the last time this was asked, oldest first."""
        lines = self.calls.read_text("utf-8").splitlines()
        self.calls.write_text("", "utf-8")
        return [line for line in lines if line.startswith(program)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with every system package, root and apt-get, and no .venv yet."""
    made = Machine(tmp_path / "my course", tmp_path / "bin", tmp_path / "have", tmp_path / "calls")
    for folder in (made.project, made.bin, made.have / "include"):
        folder.mkdir(parents=True)
    for part in PARTS:
        (made.have / part).touch(mode=0o755)
    (made.have / "include/Python.h").touch()
    made.calls.touch()
    for name in ("setup.sh", "constraints.txt", "pyproject.toml"):
        shutil.copy(HOUSE / name, made.project)
    for tool in TOOLS:
        (made.bin / tool).symlink_to(shutil.which(tool) or os.devnull)
    made.write("id", "#!/bin/sh\necho 0\n")
    made.write("dpkg", "#!/bin/sh\n")
    made.write("cc", f"#!/bin/sh\ncat >/dev/null; test -e '{made.have}/compiler'\n")
    exists = f"test -e '{made.have}/pkg-config' && case $2 in cairo*) part=cairo ;; *) part=pango ;; esac && "
    made.write("pkg-config", f"#!/bin/sh\n{exists}test -e '{made.have}/'$part\n")
    (made.bin / "chromium").symlink_to(made.have / "browser")
    made.write_python()
    made.write_apt()
    return made


def test_a_machine_that_has_everything_gets_only_a_venv(machine: Machine) -> None:
    done = machine.set_up()
    assert (done.returncode, done.stderr) == (0, "")
    assert "making .venv" in done.stdout
    calls = machine.calls.read_text("utf-8")
    assert "apt-get" not in calls
    assert "-c constraints.txt" in calls
    assert "--build-constraint constraints.txt --editable ." in calls


@pytest.mark.parametrize("part", sorted(PARTS - {"pkg-config", "browser"}))
def test_only_what_is_missing_is_installed(machine: Machine, part: str) -> None:
    machine.lacks(part)
    done = machine.set_up()
    assert done.returncode == 0, done.stderr
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    wanted = [name for name in PROVIDES[part].split() if not name.startswith("python") or version in name]
    assert machine.called("apt-get")[-1].endswith(f"--no-install-recommends {' '.join(wanted)}")
    assert f"installing system packages: {' '.join(wanted)}\n" in done.stdout


def test_only_the_tests_need_a_browser(machine: Machine) -> None:
    machine.lacks("browser")
    assert (machine.set_up().returncode, machine.called("apt-get")) == (0, [])
    assert machine.set_up("dev").returncode == 0
    assert machine.called("apt-get")[-1].endswith("--no-install-recommends chromium")


def test_a_second_run_does_nothing_and_says_so(machine: Machine) -> None:
    machine.set_up()
    machine.called("")
    assert "nothing to do" in machine.set_up().stdout
    assert machine.called("") == []


def test_the_tests_ask_for_more_and_rendering_is_content_with_that(machine: Machine) -> None:
    machine.set_up()
    assert machine.called("pip")[-1].endswith("--editable .")
    machine.set_up("dev")
    assert machine.called("pip")[-1].endswith("--editable .[dev]")
    assert "nothing to do" in machine.set_up().stdout


@pytest.mark.parametrize("file", ["constraints.txt", "pyproject.toml"])
def test_a_change_of_what_is_asked_for_is_followed(machine: Machine, file: str) -> None:
    machine.set_up()
    machine.called("")
    with (machine.project / file).open("a", encoding="utf-8") as text:
        text.write("# changed\n")
    assert "bringing .venv to the versions" in machine.set_up().stdout
    assert [call.split()[0] for call in machine.called("")] == ["pip", "pip"]


@pytest.mark.parametrize("end", ["echo no route to host; exit 1", "kill -9 $PPID"], ids=["failed", "killed"])
def test_what_was_interrupted_is_made_anew(machine: Machine, end: str) -> None:
    machine.write_python(pip=end)
    broken = machine.set_up()
    assert broken.returncode != 0
    machine.write_python()
    machine.called("")
    mended = machine.set_up()
    assert mended.returncode == 0
    assert len(machine.called("venv")) == 1
    assert "nothing to do" in machine.set_up().stdout


def test_two_at_once_take_turns(machine: Machine) -> None:
    machine.write_python(pip="sleep 0.5")
    both = [machine.start(), machine.start()]
    said = sorted(each.communicate()[0] for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert "making .venv" in said[0]
    assert "waiting for another" in said[1]
    assert "nothing to do" in said[1]
    assert len(machine.called("venv")) == 1


def test_a_failing_pip_is_shown(machine: Machine) -> None:
    machine.write_python(pip="echo no route to host; exit 1")
    done = machine.set_up()
    assert done.returncode == 1
    assert "no route to host" in done.stderr
    assert "pip failed" in done.stderr


def test_a_folder_that_was_moved_is_set_up_anew(machine: Machine) -> None:
    machine.set_up()
    machine.called("")
    moved = Machine(
        machine.project.rename(machine.project.parent / "moved"), machine.bin, machine.have, machine.calls
    )
    assert "making .venv" in moved.set_up().stdout


def assert_names_all_commands(message: str) -> None:
    assert "sudo apt-get install libcairo2-dev libpango1.0-dev\n" in message
    assert "sudo dnf install cairo-devel pango-devel\n" in message
    assert "brew install cairo pango\n" in message


def test_without_root_the_packages_and_commands_are_named(machine: Machine) -> None:
    machine.lacks("cairo", "pango")
    machine.write("id", "#!/bin/sh\necho 1000\n")
    done = machine.set_up()
    assert done.returncode == 1
    assert_names_all_commands(done.stderr)
    assert "needs root or sudo" in done.stderr
    assert not (machine.project / ".venv").exists()
    assert machine.called("apt-get") == []


def test_where_there_is_no_apt_the_packages_and_commands_are_named(machine: Machine) -> None:
    machine.lacks("cairo", "pango")
    (machine.bin / "apt-get").unlink()
    done = machine.set_up()
    assert done.returncode == 1
    assert_names_all_commands(done.stderr)
    assert "this is no Debian" in done.stderr


def test_a_failing_apt_is_shown_with_the_commands(machine: Machine) -> None:
    machine.lacks("cairo", "pango")
    machine.write_apt(apt='case "$*" in *install*) echo "E: disk full"; exit 100 ;; esac')
    done = machine.set_up()
    assert done.returncode == 1
    assert "E: disk full" in done.stderr
    assert_names_all_commands(done.stderr)


def test_sudo_is_used_and_never_asks_where_there_is_no_terminal(machine: Machine) -> None:
    machine.lacks("cairo")
    machine.write("id", "#!/bin/sh\necho 1000\n")
    machine.write(
        "sudo", f'#!/bin/sh\necho "sudo $*" >>\'{machine.calls}\'\n[ "$1" = -n ] && shift\nexec "$@"\n'
    )
    assert machine.set_up().returncode == 0
    assert all(call.startswith("sudo -n") for call in machine.called("sudo"))


def test_a_python_that_does_not_fit_is_named(machine: Machine) -> None:
    machine.write("python2", "#!/bin/sh\nexit 1\n")
    done = machine.set_up(PYTHON="python2")
    assert done.returncode == 1
    assert done.stderr == "set-up: PYTHON=python2 is no Python 3.11, 3.12 or 3.13\n"


def test_no_python_at_all_is_said_in_one_line(machine: Machine) -> None:
    (machine.bin / "python3").unlink()
    done = machine.set_up()
    assert done.returncode == 1
    assert re.fullmatch(r"set-up: calcanim needs Python 3\.11, 3\.12 or 3\.13, .*PYTHON=.*\n", done.stderr)


@pytest.mark.parametrize("taken", ["build", "build/set-up.log/folder"])
def test_a_folder_that_cannot_be_written_is_said_in_one_line(machine: Machine, taken: str) -> None:
    (machine.project / taken).parent.mkdir(parents=True, exist_ok=True)
    (machine.project / taken).touch()
    done = machine.set_up()
    assert done.returncode == 1
    assert re.fullmatch(r"set-up: can't write .*build/set-up\.log: .*\n", done.stderr)
