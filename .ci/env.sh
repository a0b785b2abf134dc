# Sourced first by the scripts of this folder: goes to the root of the repository and puts aside settings that would
# make one build, or one run, differ from the next.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The flags are those of .cargo/config.toml; the names of server functions and the address are the program's own.
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS
for name in $(compgen -e | grep -E '^(PKIO|LEPTOS|SERVER_FN)_' || true); do
    case $name in
        PKIO_TEST_POSTGRES_URL) ;;
        *) unset "$name" ;;
    esac
done

# Where cargo puts what it builds.
target=${CARGO_TARGET_DIR:-target}

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Whether SKIP, a list with commas or spaces, names this suite.
skipped() {
    case " $(printf '%s' "${SKIP:-}" | tr ',' ' ') " in
        *" $1 "*) return 0 ;;
        *) return 1 ;;
    esac
}

# Shows the figures that tests wrote down (src/tests/tally.rs), and forgets them.
show_tally() {
    if [ -f "$target/tmp/tally" ]; then
        sort "$target/tmp/tally"
        rm "$target/tmp/tally"
    fi
}
