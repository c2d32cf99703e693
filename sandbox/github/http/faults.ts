/** Faults on demand: what GitHub does on its bad days. */

export type FaultKind = "status" | "429" | "secondary" | "latency" | "hang" | "cut" | "half-body" | "stale";

export interface FaultMatch {
  /** `GET`, `POST`, … */
  readonly method?: string;
  /** Operation id, such as `pulls/list-reviews`; `git/upload-pack` and `git/receive-pack` for plain Git. */
  readonly operation?: string;
  /** Against the path with its query. */
  readonly path?: RegExp | string;
}

export interface Fault {
  readonly match?: FaultMatch;
  readonly kind: FaultKind;
  /** How many requests it hits; once unless told. */
  readonly times?: number;
  /** How many matching requests it lets pass first. */
  readonly after?: number;
  /** For `status`; 502 unless told. */
  readonly status?: number;
  /** For `429` and `secondary`, in seconds; 1 unless told. */
  readonly retryAfter?: number;
  /** For `latency`, in milliseconds; 1000 unless told. */
  readonly delay?: number;
  /** Whether the request is carried out before its answer is lost (`cut`, `half-body`, `status`); no unless told. */
  readonly carriedOut?: boolean;
}

interface Armed {
  readonly fault: Fault;
  left: number;
  skip: number;
}

export class Faults {
  readonly #armed: Armed[] = [];
  /** The faults that struck, with what they struck. */
  readonly struck: { kind: FaultKind; request: string }[] = [];

  /** @returns how to take it back */
  add(fault: Fault): () => void {
    const armed = { fault, left: fault.times ?? 1, skip: fault.after ?? 0 };
    this.#armed.push(armed);
    return () => {
      armed.left = 0;
    };
  }

  clear(): void {
    this.#armed.length = 0;
  }

  /** The fault for a request, if one is due; each call uses it up by one. */
  next(method: string, path: string, operation: string | undefined): Fault | undefined {
    for (const armed of this.#armed) {
      if (armed.left <= 0 || !hits(armed.fault.match ?? {}, method, path, operation)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      this.struck.push({ kind: armed.fault.kind, request: `${method} ${path}` });
      return armed.fault;
    }
    return undefined;
  }
}

function hits(match: FaultMatch, method: string, path: string, operation: string | undefined): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.operation !== undefined && match.operation !== operation) return false;
  if (match.path === undefined) return true;
  return typeof match.path === "string" ? path.includes(match.path) : match.path.test(path);
}

/** The answer a fault gives in place of the real one; `undefined` for those that only disturb it. */
export function answerOf(
  fault: Fault,
): { status: number; headers: Record<string, string>; body: unknown } | undefined {
  const retry = { "retry-after": String(fault.retryAfter ?? 1) };
  if (fault.kind === "status") {
    return { status: fault.status ?? 502, headers: {}, body: { message: "Server Error" } };
  }
  if (fault.kind === "429") {
    const message = "API rate limit exceeded. Please wait before you try again.";
    return { status: 429, headers: retry, body: { message, documentation_url: documentation } };
  }
  if (fault.kind === "secondary") {
    return { status: 403, headers: retry, body: secondaryLimit };
  }
  return undefined;
}

const documentation =
  "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits";

/** The body by which clients tell a secondary limit from other 403s. */
export const secondaryLimit = {
  documentation_url: documentation,
  message:
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your rights, please review our Terms of Service.",
};
