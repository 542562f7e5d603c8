# Read by bin/serve and bin/test: what both need before they start. POSIX shell; needs only python3.

# English, and Turkish for those whose terminal speaks it.
say() {
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
        tr*) printf '%s\n' "$2" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

fail() {
    say "$@" >&2
    exit 1
}

# step ENGLISH TURKISH COMMAND…: runs the command, shows that it runs and how long it took. Its output is kept in a
# log, and shown only if it fails.
step() {
    step_english=$1
    step_turkish=$2
    shift 2
    step_started=$(date +%s)
    printf '  %s ' "$(say "$step_english" "$step_turkish")"
    # Without the lock, and not longer than this command, however that ends.
    (
        exec 9>&-
        while sleep 2 && kill -0 $$ 2>/dev/null; do printf '.'; done
    ) &
    ticker=$!
    step_result=0
    "$@" >"$DATA_DIR/step.log" 2>&1 </dev/null || step_result=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    ticker=
    printf ' %s s\n' "$(($(date +%s) - step_started))"
    [ "$step_result" -eq 0 ] && return
    if grep -Eq "$NO_PACKAGES" "$DATA_DIR/step.log"; then
        explain_packages
    fi
    tail -n 25 "$DATA_DIR/step.log" >&2
    if grep -q 'No space left on device' "$DATA_DIR/step.log"; then
        fail "Stopped: there is no space left on the disk that holds $DATA_DIR." \
            "Durdu: $DATA_DIR klasörünün diskinde yer kalmadı."
    fi
    fail "Stopped at: $step_english. The lines above say why; all of them are in $DATA_DIR/step.log." \
        "Durdu: $step_turkish. Nedeni yukarıdaki satırlarda; tamamı $DATA_DIR/step.log dosyasında."
}

# fingerprint PATH…: one text that changes when a file, or a file in a folder, changes.
fingerprint() {
    "$PYTHON" - "$@" <<'PYTHON'
import hashlib
import pathlib
import sys

digest = hashlib.sha256()
for argument in sys.argv[1:]:
    path = pathlib.Path(argument)
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(repr((str(file), file.read_bytes())).encode())
print(digest.hexdigest())
PYTHON
}

# is_done NAME FINGERPRINT: whether the step was done and nothing it depends on has changed since.
is_done() {
    [ -f "$DATA_DIR/done/$1" ] && [ "$(cat "$DATA_DIR/done/$1")" = "$2" ]
}

mark_done() {
    printf '%s\n' "$2" >"$DATA_DIR/done/$1"
}

leave() {
    [ -z "$ticker" ] || kill "$ticker" 2>/dev/null || true
    unlock
}

unlock() {
    exec 9>&-
}

# Two commands that set up the same folder at the same time would break each other's packages. The kernel takes the lock
# back from whoever ends, so none is ever left behind; what the file says is for people only.
lock() {
    exec 9>>"$DATA_DIR/set-up.lock"
    if ! flock_9 now; then
        holder=$(cat "$DATA_DIR/set-up.lock" 2>/dev/null || true)
        say "Waiting: $DATA_DIR is being set up by ${holder:-another command}." \
            "Bekliyor: $DATA_DIR klasörünü ${holder:-başka bir komut} hazırlıyor."
        flock_9 wait || fail "Stopped while waiting for $DATA_DIR." "$DATA_DIR beklenirken durduruldu."
    fi
    printf '%s\n' "process $$ ($0, since $(date '+%Y-%m-%d %H:%M:%S'))" >"$DATA_DIR/set-up.lock"
}

# flock_9 now|wait: locks the open file 9 of this shell, which keeps it when Python has gone.
flock_9() {
    "$PYTHON" -c 'import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | (fcntl.LOCK_NB if sys.argv[1] == "now" else 0))
except BlockingIOError:
    sys.exit(1)' "$1"
}

# What an operator has set is judged before anything is made; the file adds to the environment.
read_environment() {
    from_file=$("$PYTHON" -m trakyakent_site.operations.environment) || exit $?
    eval "$from_file"
    DATA_DIR=${DATA_DIR:-data}
}

check_python() {
    command -v "$PYTHON" >/dev/null 2>&1 ||
        fail "Python is missing: install python3, version 3.11 or newer." \
            "Python yok: python3 (3.11 veya üstü) kurun."
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$("$PYTHON" --version 2>&1) is too old: 3.11 or newer is needed." \
            "$("$PYTHON" --version 2>&1) çok eski: 3.11 veya üstü gerekir."
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" \
            "Python'un venv modülü yok; Debian ve Ubuntu'da: apt install python3-venv"
}

# prepare REQUIREMENTS MEGABYTES: the data folder and in it a virtual environment with the packages.
prepare() {
    mkdir -p "$DATA_DIR" 2>/dev/null && mkdir -p "$DATA_DIR/done" 2>/dev/null && [ -w "$DATA_DIR" ] ||
        fail "The folder $DATA_DIR cannot be written: check its owner and the space on its disk." \
            "$DATA_DIR klasörüne yazılamıyor: sahibini ve diskteki yeri kontrol edin."
    DATA_DIR=$(cd "$DATA_DIR" && pwd -P)
    export DATA_DIR
    lock

    # The path belongs to it, because a virtual environment cannot be moved.
    environment="$("$PYTHON" -c 'import sys; print(sys.version)') $DATA_DIR"
    packages=$(fingerprint "$1")
    if ! is_done environment "$environment" || ! is_done "$1" "$packages"; then
        free=$(df -Pk "$DATA_DIR" | awk 'NR == 2 { print int($4 / 1024) }')
        [ "$free" -ge "$2" ] ||
            fail "Not enough space: $2 MB are needed for $DATA_DIR, $free MB are free." \
                "Yer yetersiz: $DATA_DIR için $2 MB gerekli, $free MB boş."
    fi
    if ! is_done environment "$environment"; then
        rm -rf "$DATA_DIR/venv" "$DATA_DIR/done/requirements.txt" "$DATA_DIR/done/requirements-dev.txt"
        step "Virtual environment" "Sanal ortam" "$PYTHON" -m venv "$DATA_DIR/venv"
        mark_done environment "$environment"
    fi
    if ! is_done "$1" "$packages"; then
        # Words: options of ours.
        # shellcheck disable=SC2046
        step "Packages (downloads on the first run)" "Paketler (ilk çalıştırmada indirilir)" \
            "$DATA_DIR/venv/bin/python" -m pip install --disable-pip-version-check --quiet --require-hashes \
            --only-binary :all: --retries 2 ${PIP_WHEELS:+--no-index --find-links "$PIP_WHEELS"} -r "$1"
        mark_done "$1" "$packages"
    fi
}

# explain_packages: what a first start needs that found no packages, in our words.
explain_packages() {
    wheels="python3 -m pip download --require-hashes --only-binary :all: -r $(pwd -P)/requirements.txt -d wheels"
    if [ -n "${PIP_WHEELS:-}" ]; then
        fail "Stopped: the folder PIP_WHEELS=$PIP_WHEELS lacks a package, or holds another version of it. Fill it on a
machine with a network, the same version of Python and the same kind of processor:
    $wheels" \
            "Durdu: PIP_WHEELS=$PIP_WHEELS klasöründe bir paket eksik veya sürümü başka. Ağı olan, Python sürümü ve
işlemci türü aynı bir makinede doldurun:
    $wheels"
    fi
    fail "Stopped: the packages could not be fetched; this machine does not reach the package index. Only the first start
needs it, for about 60 MB from pypi.org. Connect the machine and start again; or fetch the packages on a machine with
the same version of Python and the same kind of processor:
    $wheels
bring the folder here, and write:
    PIP_WHEELS=/path/to/wheels bin/serve" \
        "Durdu: paketler indirilemedi; bu makine paket dizinine ulaşamıyor. Yalnız ilk çalıştırma için gerekir (pypi.org,
yaklaşık 60 MB). Makineyi ağa bağlayıp yeniden başlatın; ya da paketleri Python sürümü ve işlemci türü aynı olan bir
makinede indirin:
    $wheels
klasörü buraya getirin ve şunu yazın:
    PIP_WHEELS=/klasor/wheels bin/serve"
}

manage() {
    "$DATA_DIR/venv/bin/python" manage.py "$@"
}

# Whatever is made is its owner's alone.
umask 077
PYTHON=${PYTHON:-python3}
DATA_DIR=${DATA_DIR:-data}
# How pip says that it found nothing where it looked.
NO_PACKAGES='No matching distribution found|Could not find a version that satisfies|Max retries exceeded'
ticker=
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
