#!/bin/sh
# What the container starts: writes the headers that belong to the config.json of now, and becomes the web server.
set -eu

here="$(dirname "$0")"
export LATCHKEY_ROOT="${LATCHKEY_ROOT:-/srv/latchkey}"
export LATCHKEY_BASE="${LATCHKEY_BASE:-/}"
export LATCHKEY_HEADERS="${LATCHKEY_HEADERS:-/tmp/latchkey-headers.caddy}"

node "${LATCHKEY_DOCTOR:-$here/doctor.mjs}" headers --for caddy \
  --config "$LATCHKEY_ROOT${LATCHKEY_BASE}config.json" --base "$LATCHKEY_BASE" >"$LATCHKEY_HEADERS"

exec caddy run --config "$here/Caddyfile" --adapter caddyfile
