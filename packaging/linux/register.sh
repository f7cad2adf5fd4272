#!/bin/sh
# Puts the program into your menu and lets it open its links: from this folder, for you alone, without root.
# ./register.sh --remove takes both out again.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/@APP_ID@.desktop
if [ "${1:-}" = --remove ]; then
    rm -f -- "$entry"
else
    mkdir -p -- "$data/applications"
    # In the Exec key a path stands in quotes, with \ " ` $ escaped and % doubled; and every \ is doubled
    # once more, as in all keys.
    HERE=$here awk '
        function escaped(text, quoting,   out, i, sign) {
            out = ""
            for (i = 1; i <= length(text); i++) {
                sign = substr(text, i, 1)
                if (sign == "\\") out = out (quoting ? "\\\\\\\\" : "\\\\")
                else if (quoting && (sign == "\"" || sign == "`" || sign == "$")) out = out "\\\\" sign
                else if (quoting && sign == "%") out = out "%%"
                else out = out sign
            }
            return out
        }
        /^Exec=/ { print "Exec=\"" escaped(ENVIRON["HERE"] "/@SLUG@", 1) "\" %u"; next }
        /^Icon=/ { print "Icon=" escaped(ENVIRON["HERE"], 0) "/share/icons/hicolor/256x256/apps/@APP_ID@.png"; next }
        { print }
    ' "$here/share/applications/@APP_ID@.desktop" > "$entry"
fi
if command -v update-desktop-database > /dev/null; then
    update-desktop-database "$data/applications" || true
fi
