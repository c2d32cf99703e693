# What `check` judges of a single grant file, beside its schema: for conftest, which the bench compares with.
# Limits, conflicts and extensions look at all grants together; conftest looks at one file at a time.
package main

import rego.v1

role := data.roles[input.role]

folder := split(data.conftest.file.dir, "/")

deny contains "no such role" if not data.roles[input.role]

deny contains "role is not the folder" if folder[count(folder) - 1] != input.role

deny contains "not a requester" if not requester

requester if {
	some team in role.requesters.teams
	lower(input.user) in data.teams[team]
}

deny contains "too long" if seconds(input.duration) > seconds(role.duration.max)

deny contains "reason too short" if count(trim_space(input.reason)) < role.require.reason

deny contains "no such ticket" if not regex.match(sprintf("^(%s)$", [role.require.ticket]), input.ticket)

deny contains "bad id" if not regex.match(`^[a-z0-9][a-z0-9-]{0,62}\.yaml$`, data.conftest.file.name)

seconds(text) := sum([n |
	some part in regex.find_all_string_submatch_n(`(\d+)([dhms])`, text, -1)
	n := to_number(part[1]) * unit[part[2]]
])

unit := {"d": 86400, "h": 3600, "m": 60, "s": 1}
