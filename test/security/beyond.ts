/** In which ways an attempt can go one step beyond a line of an ACL policy, and whether one does. */
import type { Attempt } from "./attempt.ts";

/** A line as Vault has it. */
export interface Line {
  /** The name that it has in the policy. */
  readonly named: string;
  /** The same, with a person's own name where it stands for that. */
  readonly path: string;
  readonly capabilities: readonly string[];
  readonly allowed_parameters?: Readonly<Record<string, readonly string[]>>;
  readonly denied_parameters?: Readonly<Record<string, readonly string[]>>;
  readonly required_parameters?: readonly string[];
  readonly min_wrapping_ttl?: string;
  readonly max_wrapping_ttl?: string;
}

/** One way of going beyond a line. */
interface Step {
  readonly name: string;
  readonly taken: (one: Attempt) => boolean;
}

/** The lines of a policy's text, as `setup` writes it, for somebody of this name. */
export const linesOf = (policy: string, own: string): Line[] =>
  Object.entries((JSON.parse(policy) as { readonly path: Record<string, Rule> }).path).map(
    ([named, rule]) => ({ named, path: named.replace(/\{\{.*\}\}/, own), ...rule }),
  );

type Rule = Omit<Line, "named" | "path">;

/** What of a line nobody went beyond, and how many attempts did. */
export function beyond(
  line: Line,
  attempts: readonly Attempt[],
): { readonly missing: string[]; readonly attempts: number } {
  const steps = stepsBeyond(line);
  return {
    missing: steps.filter(({ taken }) => !attempts.some(taken)).map(({ name }) => `${line.named}: ${name}`),
    attempts: attempts.filter((one) => steps.some(({ taken }) => taken(one))).length,
  };
}

/** The steps beyond a line: each has to be tried by whoever has the line. */
function stepsBeyond(line: Line): Step[] {
  const within = (one: Attempt) => isAt(line, one.path) && gives(line, one);
  const steps = restrictions(line).map(
    ([name, breaks]): Step => ({ name, taken: (one) => within(one) && breaks(one) }),
  );
  return [
    { name: "another operation", taken: (one) => isAt(line, one.path) && !gives(line, one) },
    { name: "a path beside it", taken: (one) => isBeside(line, one.path) && gives(line, one) },
    ...steps,
  ];
}

type Restriction = readonly [name: string, breaks: (one: Attempt) => boolean];

function restrictions(line: Line): Restriction[] {
  const { allowed_parameters: allowed, denied_parameters: denied = {}, required_parameters = [] } = line;
  const found: Restriction[] = [];
  if (allowed) found.push(["a parameter more", (one) => names(one).some((name) => !(name in allowed))]);
  for (const [name, values] of Object.entries(allowed ?? {})) {
    if (values.length > 0)
      found.push([
        `another ${name}`,
        (one) => has(one, name) && !values.some((glob) => fits(glob, value(one, name))),
      ]);
  }
  for (const [name, values] of Object.entries(denied)) {
    if (name === "*") found.push(["any parameter", (one) => names(one).length > 0]);
    for (const glob of values) found.push([`${name} ${glob}`, (one) => fits(glob, value(one, name))]);
  }
  for (const name of required_parameters) found.push([`without ${name}`, (one) => !has(one, name)]);
  const { min_wrapping_ttl, max_wrapping_ttl } = line;
  if (min_wrapping_ttl) found.push(["not wrapped", (one) => one.options?.wrapTtl === undefined]);
  if (max_wrapping_ttl)
    found.push(["wrapped for longer", (one) => seconds(one.options?.wrapTtl) > seconds(max_wrapping_ttl)]);
  return found;
}

const names = ({ body }: Attempt): string[] =>
  typeof body === "object" && body !== null ? Object.keys(body) : [];
const value = ({ body }: Attempt, name: string): unknown =>
  (body as Record<string, unknown> | undefined)?.[name];
const has = (one: Attempt, name: string): boolean => value(one, name) !== undefined;
const seconds = (life = "0s"): number => Number.parseInt(life, 10) * (life.endsWith("h") ? 3600 : 1);

/** As Vault compares a parameter: `*` at either end, letters of any case. */
function fits(glob: string, given: unknown): boolean {
  if (typeof given !== "string" && typeof given !== "number") return false;
  const pattern = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`, "i").test(String(given));
}

const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  GET: ["read"],
  LIST: ["list"],
  SCAN: ["scan"],
  POST: ["create", "update"],
  PUT: ["create", "update"],
  PATCH: ["patch"],
  DELETE: ["delete"],
};

const gives = ({ capabilities }: Line, { method }: Attempt): boolean =>
  (CAPABILITIES[method] ?? []).some((capability) => capabilities.includes(capability));

/** Without a query, and without the slash that a LIST may have at its end. */
const segmentsOf = (path: string): string[] => path.replace(/\?.*/, "").replace(/\/$/, "").split("/");

/** `+` is any segment. */
const sameSegment = (pattern: string | undefined, segment: string | undefined): boolean =>
  pattern === segment || pattern === "+";

const isAt = (line: Line, path: string): boolean => differences(line, path) === 0;

/** A segment further or less, or one segment that is another. */
const isBeside = (line: Line, path: string): boolean => differences(line, path) === 1;

function differences(line: Line, path: string): number {
  const pattern = segmentsOf(line.path);
  const segments = segmentsOf(path);
  const longer = Math.max(pattern.length, segments.length);
  return Array.from({ length: longer }, (_, at) => sameSegment(pattern[at], segments[at])).filter(
    (same) => !same,
  ).length;
}
