import type { Secret } from "../../domain/secret.ts";
import type { WritePace } from "./write-pace.ts";

/** Where GitHub is, as whom it is asked, and with how much patience. */
export interface GitHubConnection {
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string;
  /** `owner/name`: `GITHUB_REPOSITORY`. */
  readonly slug: string;
  readonly token: Secret;
  /**
   * Login our own comments have, where it is known (an App's is `<slug>[bot]`). Absent: a person's token is asked for
   * it, and with a token of Actions or an App any bot's comment with our marker is ours.
   */
  readonly self?: string;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Waits so many milliseconds for what GitHub shows late; absent: real time. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** When writes may begin; absent: by this connection's own writes alone. */
  readonly pace?: WritePace;
  /** Milliseconds until an answer that has not come is given up; absent: 30 s. Tests shorten it. */
  readonly timeout?: number;
  /** How many milliseconds a second of waiting for limits and between tries lasts; tests shorten it. */
  readonly second?: number;
}
