import { type Finding, ranOutOfTime } from "./finding.ts";
import { judgeEach, type Question, type Request } from "./judge.ts";
import { mendFor } from "./mends.ts";
import type { Grant } from "./model.ts";
import { Patience } from "./patience.ts";
import { grantOfWish, type Wish, type WrittenGrant, wishOf, written } from "./wish.ts";

/** How many requests are tried; each step mends one rule, so few are needed. */
const TRIES = 40;

/**
 * The nearest request that would pass: one rule after the other is mended, each as little as possible, until nothing
 * is left to refuse. Undefined where some rule leaves no way.
 *
 * @param request the one that was refused; others of its change are not looked at
 */
export function suggest(request: Request, asked: Omit<Question, "added">): WrittenGrant | undefined {
  const question = { ...asked, patience: asked.patience ?? new Patience(TRIES) };
  const first: Step = { wish: wishOf(request.grant), request };
  const waiting: Step[] = [first];
  const seen = new Set([JSON.stringify(first.wish)]);
  for (let tried = 0; tried < TRIES; tried += 1) {
    const step = waiting.shift();
    if (step === undefined) return undefined;
    const findings = judgeOnly(step.request, question);
    const [finding] = findings;
    if (finding === undefined) return step === first ? undefined : written(step.wish);
    // Trying others would take as long again, each of them.
    if (ranOutOfTime(findings)) return undefined;
    const next = nextSteps(step, finding, request, question).filter(({ wish }) => {
      const text = JSON.stringify(wish);
      return seen.has(text) ? false : seen.add(text);
    });
    waiting.unshift(...next);
  }
  return undefined;
}

interface Step {
  readonly wish: Wish;
  readonly request: Request;
}

const judgeOnly = (request: Request, question: Omit<Question, "added">): readonly Finding[] =>
  judgeEach({ ...question, added: [request] }).get(request) ?? [];

function nextSteps(
  { wish, request }: Step,
  finding: Finding,
  original: Request,
  question: Omit<Question, "added">,
): Step[] {
  const { policies, base, now } = question;
  const role = policies.roles.get(wish.role);
  const stuck = {
    wish,
    grant: request.grant,
    finding,
    role,
    chain: request.chain ?? [],
    base,
    policies,
    now,
  };
  const wishes = mendFor(finding.rule)?.(stuck) ?? [];
  return wishes.map((next) => ({ wish: next, request: requestOf(next, original, base) }));
}

function requestOf(wish: Wish, { grant, author, chain }: Request, base: readonly Grant[]): Request {
  const extended = wish.extends === undefined ? undefined : chainTo(wish, grant, chain ?? [], base);
  return {
    grant: grantOfWish(wish, grant.landed, extended?.at(-1), grant.id),
    ...(author === undefined ? {} : { author }),
    ...(extended === undefined ? {} : { chain: extended }),
  };
}

function chainTo(
  wish: Wish,
  original: Grant,
  known: readonly Grant[],
  base: readonly Grant[],
): readonly Grant[] {
  if (wish.extends === original.extends) return known;
  const chain: Grant[] = [];
  for (let key = wish.extends; key !== undefined && chain.length < 100; key = chain[0]?.extends) {
    const found = base.find((grant) => grant.key === key);
    if (found === undefined || chain.includes(found)) break;
    chain.unshift(found);
  }
  return chain;
}
