#!/usr/bin/env bash
# Measures the first half minute of a server over HTTP, with its trained cache and without, in turn:
#     benchmarks/start/measure.sh ROUNDS DATABASE-URL
# The database must be empty, and is filled. Needs wrk, curl, and ./lastroom train before.
set -euo pipefail

readonly CONNECTIONS=256 ROOM_TYPES=100 NIGHTS=365 PORT=18099
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
java=${JAVA_HOME:?names the JDK of the cache}/bin/java
export LASTROOM_DB_URL=$2
scratch=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$scratch"' EXIT

# start OPTION…: starts a server, and says how many seconds it took.
start() {
    : > "$scratch/out"
    "$java" -Xmx512m -XX:+ExitOnOutOfMemoryError "$@" -jar "$root/server/target/lastroom.jar" serve --port $PORT \
        > "$scratch/out" 2> "$scratch/log" &
    pid=$!
    until grep -q ready "$scratch/out"; do
        kill -0 "$pid" || { cat "$scratch/log" >&2; exit 1; }
        sleep 0.05
    done
    printf '%-8s ready after %s' "$what" "$(sed -n 's/.*after \(.*\), on.*/\1/p' "$scratch/out")"
}

stop() {
    kill "$pid"
    wait "$pid" || true
    pid=
    printf '\n'
}

put() {
    curl -sSf -o "$scratch/answer" -X PUT "http://127.0.0.1:$PORT/v1/$1" -H 'Content-Type: application/json' -d "$2"
}

set_up() {
    put properties/hotel-0 '{"name": "Hotel", "timeZone": "UTC", "currency": "EUR"}'
    for ((i = 0; i < ROOM_TYPES; i++)); do
        put "room-types/rt$i" '{"propertyId": "hotel-0", "name": "Room", "totalRooms": 100000, "pricePerNight": 10000}'
        put "room-types/rt$i/inventory" "{\"from\": \"$(day 0)\", \"to\": \"$(day $NIGHTS)\"}"
    done
}

# day N: N days after the first night, which no midnight during a run puts into the past. The first night in seconds.
day() { date -u -d "@$((first + $1 * 86400))" +%F; }
first=$(($(date +%s) / 86400 * 86400 + 30 * 86400))

# load FROM TO: books in these seconds, and says how many bookings a second there were and their 99th percentile.
load() {
    local result
    result=$(wrk --threads 1 --connections $CONNECTIONS --duration $(($2 - $1 + 1))s --timeout 30s \
        --script "$root/benchmarks/src/main/resources/dev/lastroom/bench/http/bookings.lua" "http://127.0.0.1:$PORT" -- \
        "$what-$round-$1-$$" "$1" $ROOM_TYPES $((NIGHTS - 1)) "$first" /v1/bookings 1 | grep '^result')
    read -r _ requests micros errors _ p99 _ <<< "$result"
    printf ' | s %d-%d: %d/s, p99 %d ms' "$1" "$2" $((requests * 1000000 / micros)) $((p99 / 1000))
    [ "$errors" = 0 ] || printf ' (%d ERRORS)' "$errors"
}

what=set-up
start
set_up
stop
for ((round = 1; round <= $1; round++)); do
    for what in without with; do
        options=()
        [ "$what" = without ] || options=(-XX:AOTMode=on -XX:AOTCache="$root/server/target/lastroom.aot" -Xlog:disable)
        start ${options[@]+"${options[@]}"}
        load 1 2
        load 3 10
        load 11 20
        load 21 30
        load 31 40
        stop
    done
done
