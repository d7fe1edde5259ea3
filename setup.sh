#!/bin/sh
# Makes .venv with the versions of constraints.txt, after the system packages that building them needs.
#   sh setup.sh          what rendering needs
#   sh setup.sh dev      what the tests and checks need as well
#   PYTHON=python3.13 sh setup.sh      with this interpreter; otherwise .venv's own, or the first that fits
set -eu
cd "$(dirname "$0")"

extras=${1:-run}
here=$(pwd -P)
venv=.venv
stamp=$venv/set-up
unfinished=$venv/set-up-unfinished
log=build/set-up.log

say() { printf 'set-up: %s\n' "$*"; }

fail() {
    printf 'set-up: %s\n' "$*" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

logged() {
    "$@" >>"$log" 2>&1 </dev/null
}

fail_with_log() {
    tail -n 40 "$log" >&2
    fail "$1 (the last lines are above, the rest is in $log)"
}

supported() {
    "$1" -I -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

# The interpreter under any virtual environment, shim or link: .venv must not be made from itself.
base_of() { "$1" -I -c 'import os, sys; print(os.path.realpath(sys._base_executable))'; }

python_version() { "$1" -I -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])'; }

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        supported "$PYTHON" || fail "PYTHON=$PYTHON is no Python 3.11, 3.12 or 3.13"
        python=$(base_of "$PYTHON")
        return
    fi
    for candidate in "$venv/bin/python" python3 python3.13 python3.12 python3.11; do
        if supported "$candidate"; then
            python=$(base_of "$candidate")
            return
        fi
    done
    fail "calcanim needs Python 3.11, 3.12 or 3.13, and finds none here; name yours: PYTHON=/path/to/python3.13 make render"
}

fingerprint() {
    "$python" -I - "$here" constraints.txt pyproject.toml setup.sh <<'PY'
import hashlib, pathlib, sys
parts = [sys.version, sys.executable, sys.argv[1], *(pathlib.Path(name).read_text("utf-8") for name in sys.argv[2:])]
print(hashlib.sha256("\0".join(parts).encode()).hexdigest())
PY
}

# The stamp has two lines: the fingerprint, and the extras that are installed (dev includes run).
up_to_date() {
    [ -f "$stamp" ] && [ ! -e "$unfinished" ] && "$venv/bin/python" -I -c '' 2>/dev/null || return 1
    [ "$(sed -n 1p "$stamp")" = "$1" ] || return 1
    [ "$(sed -n 2p "$stamp")" = "$extras" ] || [ "$(sed -n 2p "$stamp")" = dev ]
}

stop_if_up_to_date() {
    if up_to_date "$(fingerprint)"; then
        say "nothing to do: $venv is up to date (Python $version)"
        exit
    fi
}

# Two set-ups of one folder would clear each other's .venv. The lock ends with the last process that holds it; a system
# without flock does without.
take_turn() {
    has flock || return 0
    exec 9>build/set-up.lock
    flock -n 9 && return
    say "waiting for another set-up of this folder to end"
    flock 9
}

compiles() {
    printf '#include <stdlib.h>\nint main(void) { return 0; }\n' | cc -x c -fsyntax-only - 2>/dev/null
}

has_headers() {
    [ -f "$("$python" -I -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ]
}

missing_parts() {
    "$python" -I -c 'import ensurepip, venv' 2>/dev/null || echo venv
    has_headers || echo headers
    compiles || echo compiler
    has pkg-config || echo pkg-config
    pkg-config --exists 'cairo >= 1.15.10' 2>/dev/null || echo cairo
    pkg-config --exists pangocairo 2>/dev/null || echo pango
    [ "$extras" = run ] || has chromium || echo browser
}

package_name() {
    case $1-$2 in
        debian-venv) echo "python$short-venv" ;;
        debian-headers) echo "python$short-dev" ;;
        debian-compiler) echo gcc libc6-dev ;;
        debian-pkg-config) echo pkg-config ;;
        debian-cairo) echo libcairo2-dev ;;
        debian-pango) echo libpango1.0-dev ;;
        *-browser) echo chromium ;;
        fedora-venv) echo python3-libs ;;
        fedora-headers) echo python3-devel ;;
        fedora-compiler) echo gcc ;;
        fedora-pkg-config) echo pkgconf-pkg-config ;;
        fedora-cairo) echo cairo-devel ;;
        fedora-pango) echo pango-devel ;;
        macos-venv | macos-headers) echo "python@$short" ;;
        macos-pkg-config | macos-cairo | macos-pango) echo "$2" ;;
    esac
}

package_names() {
    system=$1
    shift
    for part in "$@"; do package_name "$system" "$part"; done | sort -u | xargs
}

# Apple's compiler does not come from Homebrew.
macos_command() {
    names=$(package_names macos "$@")
    case " $* " in *" compiler "*) printf 'xcode-select --install%s' "${names:+ && }" ;; esac
    printf '%s' "${names:+brew install $names}"
}

fail_for_packages() {
    reason=$1
    shift
    fail "$reason. Install what is missing, then run the same command again:
    Debian, Ubuntu:  sudo apt-get install $(package_names debian "$@")
    Fedora:          sudo dnf install $(package_names fedora "$@")
    macOS:           $(macos_command "$@")"
}

# Prints the words that make a command run as root; without a terminal, sudo must not stop to ask.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif has sudo && [ -t 0 ]; then
        echo sudo env
    elif has sudo && sudo -n true 2>/dev/null; then
        echo sudo -n env
    else
        return 1
    fi
}

install_system_packages() {
    has apt-get || fail_for_packages "system packages are missing, and this is no Debian" "$@"
    root=$(as_root) || fail_for_packages "system packages are missing, and installing them needs root or sudo" "$@"
    packages=$(package_names debian "$@")
    say "installing system packages: $packages"
    quietly="$root DEBIAN_FRONTEND=noninteractive"
    # A set-up that was interrupted may have left packages unpacked; a broken third-party source must not end this one.
    # shellcheck disable=SC2086
    logged $quietly dpkg --configure -a || true
    # shellcheck disable=SC2086
    logged $quietly apt-get -o DPkg::Lock::Timeout=120 update || true
    # shellcheck disable=SC2086
    if ! logged $quietly apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends $packages; then
        tail -n 40 "$log" >&2
        fail_for_packages "apt-get failed (its last lines are above, the rest is in $log)" "$@"
    fi
}

prepare_system() {
    short=${version%.*}
    missing=$(missing_parts)
    [ -z "$missing" ] && return
    # shellcheck disable=SC2086
    install_system_packages $missing
    missing=$(missing_parts)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || fail_for_packages "apt-get was done, but something is missing still" $missing
}

# One that was interrupted, moved here from elsewhere or made by another Python can't be mended by installing over it.
usable_venv() {
    [ ! -e "$unfinished" ] && supported "$venv/bin/python" || return 1
    [ "$(base_of "$venv/bin/python")" = "$python" ] || return 1
    grep -qF "$here/$venv" "$venv/bin/activate" 2>/dev/null
}

install() {
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 logged "$venv/bin/python" -m pip install --no-input -c constraints.txt "$@" ||
        fail_with_log "pip failed"
}

# What the engine compiles is kept beside its sources, so that the first video need not wait for it.
compile_ahead() {
    logged "$venv/bin/python" -c 'import calcanim.engine.loaded, calcanim.engine.loaded_for_space' || true
}

make_venv() {
    if usable_venv; then
        say "bringing $venv to the versions of constraints.txt"
    else
        say "making $venv with Python $version ($python)"
        mkdir -p "$venv" && : >"$unfinished"
        logged "$python" -m venv --clear "$venv" || fail_with_log "$venv could not be made"
    fi
    : >"$unfinished"
    rm -f "$stamp"
    install pip
    if [ "$extras" = dev ]; then project='.[dev]'; else project=.; fi
    install --build-constraint constraints.txt --editable "$project"
    compile_ahead
    # Taken now: a system package may have brought a newer build of Python with it.
    printf '%s\n%s\n' "$(fingerprint)" "$extras" >"$stamp"
    rm "$unfinished"
}

case $extras in run | dev) ;; *) fail "sh setup.sh takes nothing or dev, not $extras" ;; esac
choose_python
version=$(python_version "$python")
stop_if_up_to_date
# Not `:`, which would end the script at once where it can't write.
{ mkdir -p build && true >>"$log"; } 2>/dev/null || fail "can't write $here/$log: set-up needs a folder that you may write to"
take_turn
stop_if_up_to_date
started=$(date +%s)
true >"$log"
prepare_system
make_venv
say "done in $(($(date +%s) - started)) s"
