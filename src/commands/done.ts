import { type GrantKey, isKey } from "../domain/key.ts";
import type { Instant } from "../domain/units.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
import { type OpenedRevoke, type OpenRevokePorts, openRevoke } from "./person/open-revoke.ts";
import type { GrantedVault, KeptToken, KeptTokens } from "./ports.ts";
import { Stop } from "./stop.ts";

export interface DoneOptions {
  /** Absent: the only grant that is kept on this machine. */
  readonly key?: string;
  /** The branch grants live on. */
  readonly branch: string;
}

export interface DonePorts extends Omit<OpenRevokePorts, "github"> {
  /** Opens GitHub when it is needed: the access ends without it. */
  readonly github: () => Promise<OpenRevokePorts["github"]>;
  readonly granted: GrantedVault;
  readonly kept: KeptTokens;
  readonly now: Instant;
}

export interface Done extends Outcome {
  readonly key: GrantKey;
  /** Whether Vault ended the access now; false where no token was kept here, or Vault did not take it. */
  readonly ended: boolean;
  readonly pull?: OpenedRevoke["pull"];
}

/**
 * "I am finished": the kept token ends itself, and everything taken with it, before the pull request that deletes the
 * file is opened. Needs no login to Vault: who holds the token may give it back.
 */
export async function done(ports: DonePorts, options: DoneOptions): Promise<Done> {
  const kept = await ports.kept.all();
  const key = keyFrom(options.key, kept);

  const troubles: Trouble[] = [];
  const own = kept.find((one) => one.key === key);
  let ended = false;
  if (own) {
    const revoked = await attempt(`end ${key} in Vault`, () => ports.granted.revokeSelf(own.token));
    if (revoked.ok) {
      ended = revoked.value;
      if (ended) {
        const noted = await attempt(`note that ${key} was given back`, () =>
          ports.kept.giveBack({ key, at: ports.now, end: own.end }),
        );
        if (!noted.ok) await ports.kept.drop(key);
      }
    } else troubles.push(revoked.trouble);
  }
  const opened = await attempt(`the pull request that deletes the file of ${key}`, async () =>
    openRevoke(
      { ...ports, github: await ports.github() },
      options.branch,
      { kind: "key", key },
      new Set(ended ? [key] : []),
      undefined,
    ),
  );
  if (!opened.ok) troubles.push(opened.trouble);
  const found = opened.ok && opened.value.grants.length > 0;
  if (opened.ok && !found && !own) throw unknown(key);
  return {
    key,
    ended,
    ...(opened.ok && opened.value.pull ? { pull: opened.value.pull } : {}),
    findings: [],
    troubles,
  };
}

function keyFrom(asked: string | undefined, kept: readonly KeptToken[]): GrantKey {
  if (asked !== undefined) {
    if (isKey(asked)) return asked;
    throw new Stop(2, `${JSON.stringify(asked)} is no key of a grant`, namesOf(kept));
  }
  const [only, ...more] = kept;
  if (!only)
    throw new Stop(
      2,
      "no access is kept on this machine",
      "Name the grant: leasehold done KEY; leasehold status shows the keys.",
    );
  if (more.length === 0) return only.key;
  throw new Stop(2, "several grants are kept on this machine: say which", namesOf(kept));
}

const namesOf = (kept: readonly KeptToken[]): string =>
  kept.length === 0
    ? "leasehold status shows the keys."
    : kept.map(({ key }) => `leasehold done ${key}`).join("\n");

const unknown = (key: GrantKey): Stop =>
  new Stop(
    1,
    `${key} is not on main, and no token of it is kept here`,
    "It has ended already, or was never issued: leasehold status shows it.",
  );
