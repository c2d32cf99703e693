import { type GrantKey, parseKey } from "../domain/key.ts";
import type { Policies, Role } from "../domain/model.ts";
import type { Secret } from "../domain/secret.ts";
import { between, formatInstant, type Instant, plus } from "../domain/units.ts";
import { momentText, spanText } from "../render/duration.ts";
import { knownMain } from "./main/known-main.ts";
import { landedGrants } from "./main/landed-grants.ts";
import { policiesAt } from "./main/main-state.ts";
import { attempt } from "./outcome.ts";
import { awaitPickup, type Issuing } from "./person/await-pickup.ts";
import { candidatesFor, type Wanted, wantedOf } from "./person/find-access.ts";
import { withoutGivenBack } from "./person/given-back.ts";
import { type OpenedPickup, openPickup } from "./person/open-pickup.ts";
import { type Prepared, prepareEnvironment } from "./person/prepare-environment.ts";
import { watchAccess } from "./person/watch-access.ts";
import type {
  Clock,
  GrantedVault,
  KeptTokens,
  PersonVault,
  Processes,
  Reporter,
  Repository,
  Terminal,
  TokenLife,
} from "./ports.ts";
import { Stop } from "./stop.ts";

export interface UseOptions {
  /** `KEY | ROLE`. */
  readonly what: string;
  /** Empty: the person's shell. */
  readonly command: readonly string[];
  /** The branch grants live on. */
  readonly branch: string;
}

export interface UsePorts {
  readonly repository: Repository;
  /** Absent where the person is not logged in to Vault: a kept token still works. */
  readonly person: PersonVault | undefined;
  readonly granted: GrantedVault;
  readonly kept: KeptTokens;
  readonly processes: Processes;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** Absent where GitHub is not known: then nothing that is not issued can be asked for. */
  readonly issuing?: Issuing;
  /** What the program is told about Vault. */
  readonly vault: { readonly address: string; readonly namespace?: string };
  /** How people log in here, for who is not: `vault login -method=userpass username=alice`. */
  readonly loginHint: string;
}

/** The program ran and ended; `leasehold` ends with the same code. */
export interface Used {
  readonly key: GrantKey;
  readonly code: number;
}

/**
 * Runs a command or a shell with the access of a grant: the token kept on this machine, or else the pick-up, opened
 * with the person's own login. The token and what is prepared from it go to the program by its environment, never by
 * arguments, which everybody on a machine can read.
 */
export async function use(ports: UsePorts, options: UseOptions): Promise<Used> {
  const wanted = wantedOf(options.what);
  const main = await knownMain(ports.repository, options.branch);
  if (main.stale) {
    const why = main.stale.message.replace(/\.+$/, "");
    ports.reporter.warn(`${why}. Going on with what this clone last saw of main.`);
  }
  const { policies } = await policiesAt(ports.repository, main.commit);

  const access = await accessOf(ports, { commit: main.commit, policies }, wanted);
  const role = policies.roles.get(wanted.role);
  const prepared = await prepare(ports, access.token, role);

  sayWhatIsOpen(ports, access, wanted.role);
  const ended = new AbortController();
  const watch = watchAccess(ports, { ...access, role: wanted.role, leases: prepared.leases }, ended.signal);
  try {
    const [program = ports.processes.shell, ...args] = options.command;
    const environment = { ...toldTo(ports, access, wanted.role), ...prepared.environment };
    return { key: access.key, code: await ports.processes.run([program, ...args], environment) };
  } finally {
    ended.abort();
    await watch;
  }
}

interface PoliciesOfMain {
  readonly commit: string;
  readonly policies: Policies;
}

interface GrantedAccess {
  readonly key: GrantKey;
  readonly token: Secret;
  /** By this machine's clock, so that the time left is right even where that clock is not. */
  readonly end: Instant;
}

async function accessOf(ports: UsePorts, main: PoliciesOfMain, wanted: Wanted): Promise<GrantedAccess> {
  const { access, dead } = await keptAccess(ports, wanted);
  if (access) return access;
  const opened = await openOwnPickup(ports, main, wanted).catch((error: unknown) => {
    // That the kept token is dead says more than why there is no other.
    throw error instanceof Stop && dead ? dead : error;
  });

  // Kept before anything is done with it: there is no second one.
  const kept = await attempt(`keep ${opened.key}`, () => ports.kept.keep(opened));
  if (!kept.ok) {
    ports.reporter.warn(
      `${kept.trouble.message}. The token could not be kept: the program started now is the only one that has it.`,
    );
  }
  const life = await ports.granted.life(opened.token);
  if (!life) throw notTaken(opened.key);
  return { ...opened, end: endHere(opened.end, life, ports.clock.now()) };
}

/** What a clock may be off, or a number of seconds be rounded, without anybody having to hear of it. */
const SLACK = 2;

/**
 * When a token ends, by this machine's clock. Vault rounds what is left, so that the end said from it would differ by a
 * second from one `use` to the next: where the clocks agree, it is the end as it was issued.
 */
function endHere(issued: Instant, { left, end }: TokenLife, now: Instant): Instant {
  const here = plus(now, left);
  const agree = Math.abs(here - issued) <= SLACK && Math.abs(end - issued) <= SLACK;
  return agree ? issued : here;
}

/** The person's pick-up, opened with their own login. */
async function openOwnPickup(ports: UsePorts, main: PoliciesOfMain, wanted: Wanted): Promise<OpenedPickup> {
  if (!ports.person) throw new Stop(2, "you are not logged in to Vault", logIn(ports));
  const names = await ports.person.names();
  const now = ports.clock.now();
  const found = await candidatesFor(ports.repository, main, wanted, names ?? [], now);
  const candidates = await withoutGivenBack(ports.kept, found, now);
  const opening = { ...ports, person: ports.person };
  const opened = await openPickup(opening, candidates);
  if (opened) return opened;
  if (names === undefined) throw loginOver(ports);
  const [newest] = candidates;
  const later =
    newest?.landed === undefined || !ports.issuing || !(await isOnMain(ports.repository, main, newest.key))
      ? undefined
      : await awaitPickup(ports, ports.issuing, { key: newest.key, landed: newest.landed }, () =>
          openPickup(opening, [newest]),
        );
  if (later) return later;
  throw notThere(wanted, newest?.key);
}

/** What main does not have any more is never issued. */
async function isOnMain(repository: Repository, { commit }: PoliciesOfMain, key: GrantKey): Promise<boolean> {
  const { grants } = await landedGrants(repository, commit, `grants/${parseKey(key)?.role ?? ""}`);
  return grants.some((grant) => grant.key === key);
}

/** The kept token that lives longest. What is over is thrown away on the way. */
async function keptAccess(
  ports: UsePorts,
  wanted: Wanted,
): Promise<{ readonly access?: GrantedAccess; readonly dead?: Stop }> {
  const kept = (await ports.kept.all())
    .filter(({ key }) => (wanted.kind === "key" ? key === wanted.key : parseKey(key)?.role === wanted.role))
    .sort((a, b) => b.end - a.end);
  let dead: Stop | undefined;
  for (const one of kept) {
    const life = await ports.granted.life(one.token);
    if (life) return { access: { ...one, end: endHere(one.end, life, ports.clock.now()) } };
    // Not before its end: Vault also refuses a good token from outside the role's bound_cidrs.
    if (one.end <= ports.clock.now()) await ports.kept.drop(one.key);
    else dead = notTaken(one.key);
  }
  return dead === undefined ? {} : { dead };
}

async function prepare(ports: UsePorts, token: Secret, role: Role | undefined): Promise<Prepared> {
  if (!role) return { environment: {}, leases: [] };
  return prepareEnvironment(ports.granted, token, role);
}

function toldTo(ports: UsePorts, access: GrantedAccess, role: string): Record<string, string | Secret> {
  const { address, namespace } = ports.vault;
  return {
    // Both tools' names: `bao` would else go on with the person's own BAO_TOKEN.
    VAULT_ADDR: address,
    BAO_ADDR: address,
    VAULT_TOKEN: access.token,
    BAO_TOKEN: access.token,
    ...(namespace === undefined ? {} : { VAULT_NAMESPACE: namespace, BAO_NAMESPACE: namespace }),
    LEASEHOLD_KEY: access.key,
    LEASEHOLD_ROLE: role,
    LEASEHOLD_UNTIL: formatInstant(access.end),
  };
}

function sayWhatIsOpen({ clock, reporter }: UsePorts, access: GrantedAccess, role: string): void {
  const now = clock.now();
  const time = `until ${momentText(access.end, now)}, ${spanText(between(now, access.end))} left`;
  reporter.info(`${role} ${time}.  Finished earlier?  leasehold done ${access.key}`);
}

const notTaken = (key: GrantKey): Stop =>
  new Stop(
    1,
    `Vault does not take the token of ${key}: it was ended before its time, or this machine is outside the role's bound_cidrs`,
    `Whether it was ended:  leasehold status --role ${parseKey(key)?.role ?? "ROLE"}`,
  );

const logIn = (ports: UsePorts): string => `Log in as always:  ${ports.loginHint}`;

const loginOver = (ports: UsePorts): Stop =>
  new Stop(2, "Vault does not take your login any more", logIn(ports));

const notThere = (wanted: Wanted, key: GrantKey | undefined): Stop =>
  new Stop(
    1,
    `there is no pick-up for you${key === undefined ? "" : ` at ${key}`}`,
    `Not issued yet (apply runs after the merge and comments on the pull request), ended, or another person's:  leasehold status --role ${wanted.role}`,
  );
