#!/bin/sh
# Runs a server for sandbox/process.ts and outlives nobody.
#   supervise.sh STOP_SIGNAL GRACE_SECONDS SCRATCH_FOLDER COMMAND [ARGUMENT…]
# Standard input is the leash. A line says how to end the server: `stop` or `kill`. When it closes, the
# launcher is gone, however it died (SIGKILL too): the server is stopped and the scratch folder removed.
signal=$1 grace=$2 scratch=$3
shift 3
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  if read -r order <&3; then :; else
    order=stop
    : >"$scratch/.abandoned"
  fi
  exec 3<&-
  [ "$order" = kill ] && signal=KILL
  kill -s "$signal" "$server" 2>/dev/null
  tenths=$((grace * 10))
  while [ "$tenths" -gt 0 ]; do
    kill -0 "$server" 2>/dev/null || exit 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s KILL "$server" 2>/dev/null
) &
leash=$!
exec 3<&-
wait "$server"
code=$?
kill "$leash" 2>/dev/null
if [ -e "$scratch/.abandoned" ]; then
  rm -rf "$scratch"
  # Whatever else the server started; this shell as well.
  kill -s KILL 0
fi
exit "$code"
