import { event, type LeaseholdEvent } from "../audit/events.ts";
import type { Told } from "../audit/history.ts";
import { between, formatInstant, type Instant } from "../units.ts";
import { type AlertFacts, chainOf, earlierOf, knownSince } from "./facts.ts";
import { whose } from "./whose.ts";

/** Grants issued longer ago are nobody's news any more; a schedule that was late for a day still sees them. */
const NEWS = 86_400;
/** In a new repository everything is for the first time: nothing is unusual before the log tells of so long. */
const GETTING_TO_KNOW = 14 * 86_400;
/** With fewer grants nobody has usual hours. */
const HABIT = 5;
/** So near (in hours) to an hour at which somebody was given access before, another one is usual. */
const NEAR = 3;
/** An extension is what it is; the third one in a row is a standing access in the making. */
const TOO_MANY = 3;

/** What was seen of a grant that is unusual; undefined where nothing is. */
type Look = (grant: Told & { readonly issued: Instant }, facts: AlertFacts) => string | undefined;

const outsideUsualHours: Look = (grant, { grants }) => {
  const hours = earlierOf(grant, grants).map((one) => hourOf(one.issued ?? one.begin));
  const hour = hourOf(grant.issued);
  if (hours.length < HABIT || hours.some((one) => apart(one, hour) <= NEAR)) return undefined;
  const [from, to] = [Math.min(...hours), Math.max(...hours)];
  return `issued at ${clock(grant.issued)} UTC; the ${hours.length} grants before came between ${from}:00 and ${to}:59`;
};

const firstUseOfRole: Look = (grant, { grants }) =>
  earlierOf(grant, grants).some((one) => one.role === grant.role)
    ? undefined
    : `${grant.user} never had ${grant.role} before, as far as the log was read`;

const thirdExtension: Look = (grant, { grants }) => {
  const chain = chainOf(grant, grants);
  return chain.length === TOO_MANY + 1
    ? `the third extension in a row: held since ${formatInstant(chain[0].begin)} without a gap`
    : undefined;
};

/** What each is called in the event. A pick-up that somebody else opened is told where its grant is recalled for it. */
const LOOKS: readonly (readonly [what: string, look: Look, needsHistory: boolean])[] = [
  ["outside-usual-hours", outsideUsualHours, true],
  ["first-use-of-role", firstUseOfRole, true],
  ["third-extension", thirdExtension, false],
];

/** `leasehold.grant.unusual`: each thing once a grant. It is for people to look at; nothing is refused for it. */
export function unusual(facts: AlertFacts): LeaseholdEvent[] {
  const { grants, now } = facts;
  const since = knownSince(facts);
  const known = since !== undefined && between(since, now) >= GETTING_TO_KNOW;
  return grants.flatMap((grant) => {
    const { issued } = grant;
    if (issued === undefined || between(issued, now) > NEWS) return [];
    return LOOKS.filter(([, , needsHistory]) => known || !needsHistory).flatMap(([what, look]) => {
      const message = look({ ...grant, issued }, facts);
      if (message === undefined) return [];
      return [event("leasehold.grant.unusual", grant.key, now, { ...whose(grant), what, message }, what)];
    });
  });
}

const hourOf = (moment: Instant): number => Math.floor((moment % 86_400) / 3_600);
const clock = (moment: Instant): string => formatInstant(moment).slice(11, 16);

/** Hours between two hours of the day: 23 and 1 are two apart. */
const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 24 - Math.abs(a - b));
