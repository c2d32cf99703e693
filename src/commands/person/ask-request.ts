import { groupLabel } from "../../domain/approvals.ts";
import { mayHold } from "../../domain/eligibility.ts";
import { LOGIN, type Login } from "../../domain/login.ts";
import type { Policies, Role } from "../../domain/model.ts";
import { wholeMatcher } from "../../domain/pattern.ts";
import { formatDuration, type Instant, parseDuration, seconds } from "../../domain/units.ts";
import type { Prompts } from "../ports.ts";
import { Stop } from "../stop.ts";
import type { RequestWords } from "./written-request.ts";

/** What was said on the command line; the rest is asked for. */
export type PartialWords = Partial<Omit<RequestWords, "break_glass">> & { readonly break_glass: boolean };

const OTHER = "other";
/** What people ask for most, in seconds. */
const USUAL = [900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];

/**
 * Asks for what is missing: the roles this person may ask for, durations the role allows, a ticket in its form, a
 * reason that is long enough. Answers are checked as they are given; everything is judged again afterwards.
 */
export async function askRequest(
  prompts: Prompts,
  policies: Policies,
  words: PartialWords,
  now: Instant,
): Promise<RequestWords> {
  const user = words.user ?? (await prompts.text("Your GitHub login", { check: isLogin }));
  if (user === undefined) throw givenUp();

  const name = words.role ?? (await askRole(prompts, policies, user, words.break_glass, now));
  if (name === undefined) throw givenUp();
  const role = policies.roles.get(name);

  const time =
    words.for !== undefined || words.until !== undefined
      ? {}
      : await askTime(prompts, role, words.break_glass);
  if (time === undefined) throw givenUp();
  const ticket = await askTicket(prompts, role, words.ticket);
  if (ticket === undefined) throw givenUp();
  const reason =
    words.reason ??
    (await prompts.text("Why? Your approvers and auditors read this.", {
      placeholder: "Refund 8812 is stuck; need to read its rows",
      check: (answer) => longEnough(answer, role),
    }));
  if (reason === undefined) throw givenUp();
  return { ...words, ...time, ...ticket, user, role: name, reason };
}

const givenUp = (): Stop => new Stop(1, "nothing was asked for");

/** The roles a person may ask for, in order: what the list offers. */
const rolesFor = (policies: Policies, user: Login, breakGlass: boolean, now: Instant): Role[] =>
  [...policies.roles.values()]
    .filter((role) => mayHold(user, role, breakGlass, policies, now))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

async function askRole(
  prompts: Prompts,
  policies: Policies,
  user: Login,
  breakGlass: boolean,
  now: Instant,
): Promise<string | undefined> {
  const roles = rolesFor(policies, user, breakGlass, now);
  if (roles.length === 0) {
    const how = breakGlass ? "take any role in an emergency" : "ask for any role";
    throw new Stop(
      1,
      `${user} may not ${how}`,
      "Who may is written in policies/roles/ and policies/teams.yaml.",
    );
  }
  const choices = roles.map((role) => ({
    value: role.name,
    label: `${role.name}: ${role.description}`,
    hint: breakGlass
      ? `up to ${formatDuration(role.break_glass?.max ?? role.duration.max)}, reviewed afterwards`
      : `up to ${formatDuration(role.duration.max)}, approved by ${role.approvers.map(groupLabel).join(" and ")}`,
  }));
  return prompts.choose("Which access do you need?", choices);
}

async function askTime(
  prompts: Prompts,
  role: Role | undefined,
  breakGlass: boolean,
): Promise<{ readonly for: string } | undefined> {
  const max = (breakGlass ? role?.break_glass?.max : role?.duration.max) ?? seconds(86_400);
  const offered = [...new Set([...USUAL.filter((length) => length <= max), max])].sort((a, b) => a - b);
  const chosen = await prompts.choose("For how long?", [
    ...offered.map((length) => {
      const text = formatDuration(seconds(length));
      return {
        value: text,
        label: text,
        ...(length === max ? { hint: "the longest this role allows" } : {}),
      };
    }),
    { value: OTHER, label: "Another time" },
  ]);
  if (chosen !== OTHER) return chosen === undefined ? undefined : { for: chosen };
  const typed = await prompts.text("For how long?", {
    placeholder: "1h30m",
    check: (answer) => {
      const length = parseDuration(answer);
      if (length === undefined) return "Write it like 45m, 1h30m or 2d.";
      return length > max ? `The role allows ${formatDuration(max)}.` : undefined;
    },
  });
  return typed === undefined ? undefined : { for: typed };
}

async function askTicket(
  prompts: Prompts,
  role: Role | undefined,
  given: string | undefined,
): Promise<{ readonly ticket?: string } | undefined> {
  const pattern = role?.require.ticket;
  if (given !== undefined) return { ticket: given };
  if (pattern === undefined) return {};
  const typed = await prompts.text("Which ticket?", {
    check: (answer) => (wholeMatcher(pattern)?.(answer) ? undefined : `A ticket here looks like ${pattern}.`),
  });
  return typed === undefined ? undefined : { ticket: typed };
}

const isLogin = (answer: string): string | undefined =>
  LOGIN.test(answer) ? undefined : "A GitHub login has letters, digits and hyphens.";

function longEnough(answer: string, role: Role | undefined): string | undefined {
  const least = Math.max(1, role?.require.reason ?? 1);
  const missing = least - [...answer.trim()].length;
  return missing > 0
    ? `${missing} more characters: ${role?.name ?? "a request"} needs a reason of ${least}.`
    : undefined;
}
