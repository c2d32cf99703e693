/** Refuses what the server decided to refuse; the decision is made before, in push-rules.ts. */
export const updateHook = `#!/bin/sh
printf '%s\\n' "$SANDBOX_PUSH_RULES" | while IFS='	' read -r ref rule message; do
  [ "$ref" = "$1" ] || continue
  if [ "$rule" = deny ]; then printf '%s\\n' "$message" >&2; exit 1; fi
  if [ "$rule" = no-workflows ]; then
    from=$2
    case "$from" in *[!0]*) ;; *) from=HEAD ;; esac
    # To have none is allowed: orphan branches like gh-pages are pushed so every day.
    git diff --quiet --diff-filter=d "$from" "$3" -- .github/workflows || { printf '%s\\n' "$message" >&2; exit 1; }
  fi
  if [ "$rule" = fast-forward ] && ! git merge-base --is-ancestor "$2" "$3"; then
    printf '%s\\n' "$message" >&2; exit 1
  fi
done
`;
