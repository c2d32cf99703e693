import { type OutsideCode, OutsideError } from "../../commands/outside-error.ts";

/** Which request an error is about; `path` as people write it, without `/v1/`. */
export interface Place {
  readonly address: string;
  readonly namespace?: string | undefined;
  readonly method: string;
  readonly path: string;
}

/** Vault, or the way to it, failed. Holds no token: Vault's own words are cleaned of what looks like one. */
export class VaultError extends OutsideError {
  /** HTTP status of Vault's answer; undefined where there was none. */
  readonly status: number | undefined;
  /** What Vault said. */
  readonly said: readonly string[];

  constructor(
    code: OutsideCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly hint?: string;
      readonly status?: number;
      readonly said?: readonly string[];
    } = {},
  ) {
    super("vault", code, message, options);
    this.name = "VaultError";
    this.status = options.status;
    this.said = options.said ?? [];
  }
}

/** Tokens of OpenBao and Vault, JSON web tokens too: in no message, whoever put them there. */
const TOKEN = /\b(?:hv[sbr]|[sbr])\.[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9]+)?|\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** One line; without the frame that Vault puts around a single error. */
const clean = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/^1 error occurred: \* /, "")
    .trim()
    .replace(TOKEN, "***")
    .slice(0, 400);

const where = ({ address, namespace }: Place): string =>
  namespace === undefined ? `Vault at ${address}` : `Vault at ${address}, namespace ${namespace},`;

/** An answer that is none of the good ones. */
export function refused(place: Place, status: number, said: readonly string[]): VaultError {
  const words = said.map(clean).filter((text) => text !== "");
  const code = codeOf(status, words);
  const reason = words.length > 0 ? words.join("; ") : `status ${status}`;
  const message = `${where(place)} ${VERB[code] ?? "refused"} ${place.method} ${place.path}: ${reason}`;
  const hint = hintFor(code, place, words);
  return new VaultError(code, message, { status, said: words, ...(hint === undefined ? {} : { hint }) });
}

/** No answer: the connection failed, or took too long. */
export function unreachable(place: Place, cause: unknown): VaultError {
  const why = cause instanceof Error ? clean(cause.message) : "no answer";
  const tls = /certificate|self.signed|CERT_|unable to verify/i.test(why);
  return new VaultError(
    "unreachable",
    `${where(place)} cannot be reached for ${place.method} ${place.path}: ${why}`,
    {
      cause,
      hint: tls
        ? "Name the file of the authority's certificate in VAULT_CACERT."
        : "See whether VAULT_ADDR (or vault.address in policies/leasehold.yaml) is right and Vault runs; nothing is lost, the next run goes on.",
    },
  );
}

/** An answer that is not what Vault's documentation says. Its text is not repeated: it may hold a secret. */
export function unexpected(place: Place, what: string): VaultError {
  return new VaultError("broken", `${where(place)} answered ${place.method} ${place.path} with ${what}`, {
    hint: "See whether something between here and Vault (a proxy, a login page) answers in its place.",
  });
}

const VERB: Partial<Record<OutsideCode, string>> = {
  sealed: "is sealed and cannot do",
  unreachable: "cannot do now",
  broken: "failed at",
  limited: "is too busy for",
};

function codeOf(status: number, said: readonly string[]): OutsideCode {
  if (said.some((text) => /\bis sealed\b/.test(text))) return "sealed";
  if (said.some((text) => /check-and-set parameter did not match/.test(text))) return "conflict";
  if (status === 403 || status === 401) return "denied";
  if (status === 404) return "not-found";
  if (status === 429) return "limited";
  if ([412, 472, 473, 502, 503, 504].includes(status)) return "unreachable";
  return status >= 500 || status < 400 ? "broken" : "invalid";
}

function hintFor(code: OutsideCode, place: Place, said: readonly string[]): string | undefined {
  if (code === "sealed") return "Unseal it; nothing is lost, the next run goes on.";
  if (code === "denied")
    return `The token may not ${place.method} ${place.path}, or has ended. leasehold setup --plan shows what the identities lack.`;
  if (code === "not-found" && said.some((text) => /no handler for route/.test(text)))
    return "The mount is not there: run leasehold setup, or correct vault.mount and vault.namespace.";
  if (code === "not-found" && said.some((text) => /namespace not found/.test(text)))
    return "Correct VAULT_NAMESPACE or vault.namespace.";
  if (code === "limited" || code === "unreachable") return "The next run tries again.";
  return undefined;
}
