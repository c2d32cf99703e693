import {
  CLOSED,
  CLOSED_EVERYWHERE,
  type Closed,
  engineOf,
  HANDS_OUT,
  NAMES_A_ROLE,
  WITHOUT_ROLES,
} from "./access-engines.ts";

/** Why a role may not give a path, and what to write. */
export interface AccessFault {
  readonly message: string;
  readonly hint?: string;
}

/** A path as a finding repeats it: not at length. */
export const shownPath = (path: string): string => (path.length > 200 ? `${path.slice(0, 199)}…` : path);

/** Segments that hold Vault itself. */
const CORE: ReadonlySet<string> = new Set(["sys", "auth", "identity", "cubbyhole"]);
const CAPABILITIES: ReadonlySet<string> = new Set([
  "create",
  "read",
  "update",
  "delete",
  "list",
  "patch",
  "scan",
]);
const WRITES: ReadonlySet<string> = new Set(["create", "update", "patch", "delete"]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this finds
const NEVER = /\{\{|\.\.|\/\/|%|["'`]|[\u0000-\u001f\u007f-\u009f]/;

/**
 * Why a role must not give these capabilities on this path: vault.md, "Access a role file is refused for".
 *
 * @param path as in the role file; a `/` in front is what Vault would remove
 * @param engine the type of the real mount (`setup` knows it); absent: guessed by the first segment
 * @param mount the real mount's path without slashes around; absent: the first segment
 * @param own our own kv mount, without slashes around
 */
export function accessFaults(
  path: string,
  capabilities: readonly string[],
  engine?: string,
  mount?: string,
  own = "leasehold",
): AccessFault[] {
  const faults = [...new Set(capabilities)].flatMap(capabilityFault);
  const bare = path.replace(/^\//, "");
  const odd = NEVER.exec(bare);
  if (odd) {
    const found = odd[0] === "//" || odd[0] === ".." ? odd[0] : JSON.stringify(odd[0]);
    faults.push({
      message: `${found} is not allowed in a path: Vault or a proxy may read it as another one`,
      hint: "Write the path in full, such as database/creds/orders-read.",
    });
  }
  const faultOfStart = startFault(bare, own);
  if (faultOfStart) return [...faults, faultOfStart];
  const star = bare.indexOf("*");
  if (star !== -1 && star !== bare.length - 1) {
    faults.push({
      message: "* means something only at the end of a path",
      hint: "Write + for one whole segment, or name the path.",
    });
  }
  const place = mountOf(bare, mount);
  const kind = engine ?? engineOf(place.mount);
  return [...faults, ...closedFaults(place.rest, capabilities, kind), ...globFaults(place.rest, kind)];
}

function capabilityFault(capability: string): AccessFault[] {
  if (CAPABILITIES.has(capability)) return [];
  const known = [...CAPABILITIES].join(", ");
  if (capability === "sudo" || capability === "root") {
    return [
      { message: `the capability ${capability} reaches into Vault itself`, hint: `Write some of ${known}.` },
    ];
  }
  if (capability === "deny") {
    return [{ message: "deny: a role gives, it does not take", hint: "Leave the path out." }];
  }
  return [
    {
      message: `there is no capability ${JSON.stringify(shownPath(capability))}`,
      hint: `Write some of ${known}.`,
    },
  ];
}

function startFault(path: string, own: string): AccessFault | undefined {
  const [first = ""] = path.split("/");
  if (first === "") return { message: "the path has no mount", hint: "Write it with its mount in front." };
  if (CORE.has(first)) {
    return {
      message: `${first}/ is Vault itself: what is made there outlives or exceeds the grant`,
      hint: "Give paths of secrets engines only.",
    };
  }
  if (/[*+]/.test(first)) {
    return { message: `${first} reaches into every mount, Vault's own too`, hint: "Name the mount in full." };
  }
  const segments = path.split("/");
  const ours = own.split("/").every((segment, index) => {
    const found = segments[index];
    return (
      found === segment || found === "+" || (found?.endsWith("*") && segment.startsWith(found.slice(0, -1)))
    );
  });
  return ours
    ? {
        message: `${own}/ is where Leasehold keeps records and pick-ups`,
        hint: "Give paths of other mounts only.",
      }
    : undefined;
}

/** The mount and what is below it; a glob may stand inside a mount's path too. */
function mountOf(
  path: string,
  mount: string | undefined,
): { readonly mount: string; readonly rest: string[] } {
  const segments = path.split("/");
  const depth = mount === undefined ? 1 : mount.split("/").length;
  return { mount: segments.slice(0, depth).join("/"), rest: segments.slice(depth) };
}

function closedFaults(
  rest: readonly string[],
  capabilities: readonly string[],
  engine: string | undefined,
): AccessFault[] {
  const [operation] = rest;
  if (operation === undefined) return [];
  const writes = capabilities.some((capability) => WRITES.has(capability));
  const below = rest.join("/");
  const reached = (closed: Closed) =>
    (writes || !closed.writing) &&
    closed.open?.test(below) !== true &&
    closed.operations.find((each) => reaches(operation, each));
  const list = [...CLOSED_EVERYWHERE, ...(engine === undefined ? [] : (CLOSED[engine] ?? []))];
  const faults = new Map<string, AccessFault>();
  for (const closed of list) {
    const found = reached(closed);
    if (found === undefined || found === false) continue;
    const doing = closed.writing ? "writing " : "";
    const what = found === "*" ? (engine ?? "it") : `${found.replace("*", "…")} of ${engine ?? "an engine"}`;
    faults.set(closed.operations[0] ?? found, {
      message: `${doing}${what} is not for roles: ${closed.why}`,
      hint: hintFor(operation, found),
    });
  }
  return [...faults.values()];
}

function hintFor(segment: string, closed: string): string {
  if (closed === "*") return "Give paths of other engines only.";
  return /[*+]/.test(segment)
    ? "Name the path without globs."
    : "Give the path that hands out the credential.";
}

/** Whether a segment of an access path (`+`, `ro*`, `roles`) can stand for a closed operation (`rotate-*`). */
function reaches(segment: string, operation: string): boolean {
  if (segment === "+" || operation === "*") return true;
  const prefix = operation.endsWith("*") ? operation.slice(0, -1) : undefined;
  if (!segment.endsWith("*"))
    return prefix === undefined ? segment === operation : segment.startsWith(prefix);
  const glob = segment.slice(0, -1);
  return prefix === undefined
    ? operation.startsWith(glob)
    : prefix.startsWith(glob) || glob.startsWith(prefix);
}

/** Globs that swallow other roles, such as `database/creds/*`. */
function globFaults(rest: readonly string[], engine: string | undefined): AccessFault[] {
  if (engine !== undefined && WITHOUT_ROLES.has(engine)) return [];
  const isGlob = (segment: string | undefined) =>
    segment !== undefined && (segment === "+" || segment.endsWith("*"));
  const [operation, name, key] = rest;
  const names = (one: string) => HANDS_OUT.has(one) || (engine !== undefined && NAMES_A_ROLE.has(one));
  const swallows =
    // Right below the mount a glob reaches config and roles, whatever the engine is.
    isGlob(operation) ||
    (isGlob(name) && operation !== undefined && names(operation)) ||
    // transit/datakey/<plaintext or wrapped>/<key>, pki/cel/<issue or sign>/<role>
    ((operation === "datakey" || operation === "cel") && isGlob(key));
  return swallows
    ? [
        {
          message: `${shownPath(rest.join("/"))} swallows every role of the mount, later ones too`,
          hint: "Name each role's path.",
        },
      ]
    : [];
}
