#!/bin/sh
# The command `osteon` of a package: the app without a window, and so without display, graphics and renderer.
# Nothing that a sandbox could hold is started, which is why it is off here, and here alone.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/osteon-viewer" --command --ozone-platform=headless --disable-gpu --no-sandbox --no-zygote \
  --log-level=3 -- "$@"
