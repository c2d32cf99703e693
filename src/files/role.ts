import type { ApproverGroup, Capability, Group, Role } from "../domain/model.ts";
import { wholeMatcher } from "../domain/pattern.ts";
import { parseDuration, type Seconds, seconds } from "../domain/units.ts";
import type { Path } from "../domain/unsaid.ts";
import { isCidr } from "./cidr.ts";
import { durationOf, type Form, says, wrong } from "./form.ts";
import type { Written } from "./schemas/index.ts";
import { show, showPath } from "./show.ts";

type WrittenRole = Written<"role">;

/** How far off a start may be where the role does not say. */
const AHEAD = parseDuration("14d") ?? seconds(0);
/** By when a break-glass grant must have been reviewed where the role does not say. */
const REVIEW_WITHIN = parseDuration("24h") ?? seconds(0);

/** A role with its defaults; what a schema cannot say is reported to `form`. */
export function roleOf(form: Form, name: string, written: WrittenRole): Role {
  const { description, limits, conflicts, bound_cidrs, rotate_after, use, break_glass } = written;
  return {
    name,
    description: description.trim(),
    access: accessOf(form, written),
    requesters: groupOf(form, ["requesters"], written.requesters),
    approvers: Array.isArray(written.approvers)
      ? written.approvers.map((group, index) => approversOf(form, ["approvers", index], group))
      : [approversOf(form, ["approvers"], written.approvers)],
    duration: lengthsOf(form, written.duration),
    require: requirementsOf(form, written.require ?? {}),
    limits: limits ?? {},
    conflicts: conflicts ?? [],
    bound_cidrs: networksOf(form, bound_cidrs ?? []),
    rotate_after: rotate_after ?? [],
    use: use ?? [],
    rules: rulesOf(form, written.rules ?? []),
    ...(break_glass === undefined ? {} : { break_glass: breakGlassOf(form, break_glass) }),
    at: form.positions.value,
  };
}

/** Named people; nobody at all is a finding. */
export function groupOf(form: Form, path: Path, written: { teams?: string[]; users?: string[] }): Group {
  const { teams = [], users = [] } = written;
  if (teams.length + users.length === 0) {
    wrong(
      form,
      path,
      `${showPath(path)} names nobody`,
      "write { teams: [payments] }, { users: [alice] } or both",
    );
    form.unsaid.push(path);
  }
  return { teams, users };
}

export function approversOf(
  form: Form,
  path: Path,
  written: { teams?: string[]; users?: string[]; count?: number },
): ApproverGroup {
  return { ...groupOf(form, path, written), count: written.count ?? 1 };
}

function accessOf(form: Form, { access }: WrittenRole): Role["access"] {
  const seen = new Map<string, number>();
  return access.map(({ path, capabilities, outlives }, index) => {
    const before = seen.get(path);
    if (before !== undefined) {
      wrong(
        form,
        ["access", index, "path"],
        `access[${index}].path: ${show(path)} is there already, as access[${before}]`,
        "write each path once, with all its capabilities",
      );
    }
    seen.set(path, before ?? index);
    return {
      path,
      // Unknown ones stay in, for the rule access-forbidden.
      capabilities: capabilities as Capability[],
      ...(outlives === undefined
        ? {}
        : { outlives: durationOf(form, ["access", index, "outlives"], outlives) }),
    };
  });
}

function lengthsOf(form: Form, { max, max_total, ahead }: WrittenRole["duration"]): Role["duration"] {
  const longest = durationOf(form, ["duration", "max"], max);
  const total = max_total === undefined ? undefined : durationOf(form, ["duration", "max_total"], max_total);
  if (total !== undefined && total < longest && says(form, ["duration", "max"])) {
    wrong(
      form,
      ["duration", "max_total"],
      `duration.max_total: ${max_total} is less than max: ${max}`,
      `write ${max} or more: it counts a grant with its extensions`,
    );
  }
  return {
    max: longest,
    ...(total === undefined ? {} : { max_total: total }),
    ahead: ahead === undefined ? AHEAD : durationOf(form, ["duration", "ahead"], ahead),
  };
}

function requirementsOf(form: Form, written: NonNullable<WrittenRole["require"]>): Role["require"] {
  const { ticket } = written;
  if (ticket !== undefined && wholeMatcher(ticket) === undefined) {
    wrong(
      form,
      ["require", "ticket"],
      `require.ticket: ${show(ticket)} is no regular expression`,
      "write one, such as '(INC|CHG)-\\d+'",
    );
    form.unsaid.push(["require", "ticket"]);
  }
  return {
    reason: written.reason ?? 1,
    ...(ticket === undefined ? {} : { ticket }),
    signed_commits: written.signed_commits ?? false,
    mfa: written.mfa ?? false,
  };
}

function networksOf(form: Form, networks: readonly string[]): readonly string[] {
  for (const [index, network] of networks.entries()) {
    if (isCidr(network)) continue;
    const path = ["bound_cidrs", index];
    const one = `${network}/${network.includes(":") ? 128 : 32}`;
    const hint = isCidr(one)
      ? `write ${one} for this one address`
      : "write a network such as 10.20.0.0/16 or fd00::/8";
    wrong(form, path, `${showPath(path)}: ${show(network)} is no network in CIDR notation`, hint);
  }
  return networks;
}

function rulesOf(form: Form, rules: NonNullable<WrittenRole["rules"]>): Role["rules"] {
  const seen = new Set<string>();
  for (const [index, { name }] of rules.entries()) {
    if (seen.has(name)) {
      wrong(
        form,
        ["rules", index, "name"],
        `rules[${index}].name: ${name} is there already`,
        "give each rule a name of its own",
      );
    }
    seen.add(name);
  }
  return rules;
}

function breakGlassOf(
  form: Form,
  written: NonNullable<WrittenRole["break_glass"]>,
): NonNullable<Role["break_glass"]> {
  const within = (key: "max" | "review_within", text: string): Seconds =>
    durationOf(form, ["break_glass", key], text);
  return {
    requesters: groupOf(form, ["break_glass", "requesters"], written.requesters),
    max: within("max", written.max),
    review_within:
      written.review_within === undefined ? REVIEW_WITHIN : within("review_within", written.review_within),
  };
}
