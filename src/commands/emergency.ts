import { EMERGENCY_POLICY, roleVersionName, tokenRoleName } from "../domain/access/names.ts";
import { normalAccess } from "../domain/access/paths.ts";
import { aliasOf, loginOf } from "../domain/alias.ts";
import { error, type Finding, hasErrors } from "../domain/finding.ts";
import { grantId } from "../domain/grant-id.ts";
import { emergencyKey } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import type { Grant, Policies, Role } from "../domain/model.ts";
import type { GrantRecord } from "../domain/record.ts";
import type { SetupRecord } from "../domain/setup/record.ts";
import { instant, seconds } from "../domain/units.ts";
import { pickupOf } from "./issue/pickup-of.ts";
import { knownMain } from "./main/known-main.ts";
import { landedGrants } from "./main/landed-grants.ts";
import { policiesAt } from "./main/main-state.ts";
import { policyFaults } from "./main/read-policies.ts";
import { attempt, type Outcome } from "./outcome.ts";
import { OutsideError } from "./outside-error.ts";
import { judgeWish } from "./person/propose.ts";
import { readWords } from "./person/written-request.ts";
import type { PersonVault, Reporter, Repository, VaultIssuing, VaultReads } from "./ports.ts";
import { Stop } from "./stop.ts";

export interface EmergencyOptions {
  readonly role: string;
  /** Whose access it is: a GitHub login. */
  readonly user: Login;
  /** `30m`, as typed. */
  readonly for: string;
  readonly reason: string;
  readonly ticket?: string;
  /** The branch grants live on. */
  readonly branch: string;
}

/** What the policy `leasehold-emergency` lets an operator do; nothing of it reads or ends anything of a grant. */
export type EmergencyVault = Pick<VaultReads, "now" | "setup"> &
  Pick<VaultIssuing, "mint" | "createRecord" | "deliver">;

export interface EmergencyPorts {
  readonly repository: Repository;
  readonly vault: EmergencyVault;
  /** The operator's own login, for who issued it. */
  readonly operator: Pick<PersonVault, "names">;
  readonly reporter: Reporter;
  /** By chance: twelve hexadecimal digits. */
  readonly chance: () => string;
}

export interface Emergency extends Outcome {
  /** Absent where it was refused. */
  readonly issued?: GrantRecord;
}

/**
 * Issues while GitHub is down, with an operator's own Vault login (`leasehold-emergency`): through the role's
 * break-glass token role, for at most its maximum, to somebody whom the role lets break glass. Everything else that
 * the role asks for holds, approvals before apart.
 *
 * The policies are those of the clone. Nobody can prove them while GitHub is down, so the role must be, in what
 * decides what its tokens can do, what the administrator looked at with the last `setup`; Vault refuses any other.
 *
 * The events come into the log by the next apply or enforce that reaches it, from the record.
 *
 * @throws Stop where it cannot be known whether it may be issued
 */
export async function emergency(ports: EmergencyPorts, options: EmergencyOptions): Promise<Emergency> {
  const { repository, vault, reporter } = ports;
  const read = readWords({ ...options, break_glass: true });
  if (!read.ok) return { findings: read.findings, troubles: [] };

  const main = await knownMain(repository, options.branch);
  if (main.stale)
    reporter.warn(
      `${main.stale.message.replace(/\.+$/, "")}. Going by what this clone last saw of ${options.branch}.`,
    );
  else
    reporter.warn(
      "GitHub answers: an ordinary break-glass request (leasehold request --break-glass) would do.",
    );
  const now = await vault.now();
  const source = await policiesAt(repository, main.commit);
  const { policies } = source;
  const faults = policyFaults(source, now);
  if (hasErrors(faults))
    return { findings: faults.filter(({ severity }) => severity === "error"), troubles: [] };

  const { grants } = await landedGrants(repository, main.commit);
  const ground = {
    commit: main.commit,
    branch: options.branch,
    policies,
    base: grants.filter((grant) => grant.end > now),
  };
  const random = ports.chance();
  const id = grantId(read.wish, random.slice(0, 4));
  const judged = await judgeWish({ repository, now }, ground, read.wish, id, undefined);
  const role = policies.roles.get(options.role);
  if (role === undefined || hasErrors(judged.findings)) return { findings: judged.findings, troubles: [] };
  const drift = await driftSinceSetup(repository, await setupRecord(vault), role);
  if (drift) return { findings: [drift], troubles: [] };

  const facts = { main: main.commit, operator: await operatorOf(ports, policies), random };
  return issue(ports, judged.grant, role, policies, facts);
}

/** @throws Stop where the login has not the policy: this is the first that only its holders may do */
async function setupRecord(vault: EmergencyVault): Promise<SetupRecord | undefined> {
  try {
    return await vault.setup();
  } catch (cause) {
    if (!(cause instanceof OutsideError) || cause.code !== "denied") throw cause;
    throw new Stop(
      2,
      `your Vault login may not issue in an emergency: it needs the policy ${EMERGENCY_POLICY}`,
      "Who was given it after logging in logs in again.",
    );
  }
}

/** That the role is, for Vault, what the administrator looked at with the last setup. */
async function driftSinceSetup(
  repository: Repository,
  setup: SetupRecord | undefined,
  role: Role,
): Promise<Finding | undefined> {
  if (!setup)
    throw new Stop(2, "Vault was never set up for this repository", "An administrator runs leasehold setup.");
  const { policies_commit } = setup;
  if ((await repository.commit(policies_commit)) === undefined)
    throw new Stop(
      2,
      `this clone has no commit ${policies_commit.slice(0, 12)}, which the last setup looked at`,
      "It is older than that: use another clone (leasehold -C DIR emergency …), or fetch as soon as GitHub answers.",
    );
  const looked = (await policiesAt(repository, policies_commit)).policies.roles.get(role.name);
  if (looked && roleVersionName(looked) === roleVersionName(role)) return undefined;
  return error(
    "drift",
    role.at(),
    `role ${role.name} is not what the last setup wrote into Vault (commit ${policies_commit.slice(0, 12)})`,
    "An administrator runs leasehold setup --plan, and leasehold setup.",
  );
}

async function operatorOf({ operator }: EmergencyPorts, policies: Policies): Promise<Login> {
  const names = await operator.names();
  if (names === undefined) throw new Stop(2, "Vault does not take your login any more", "Log in again.");
  return loginOf(names, policies);
}

interface Facts {
  /** The commit of main whose policies judged it. */
  readonly main: string;
  readonly operator: Login;
  readonly random: string;
}

/** Mint, record, deliver. What a crash leaves between them is a token that nobody can reach. */
async function issue(
  { vault }: EmergencyPorts,
  grant: Grant,
  role: Role,
  policies: Policies,
  { main, operator, random }: Facts,
): Promise<Emergency> {
  const key = emergencyKey(grant.role, grant.id, random);
  const alias = aliasOf(grant.user, policies);
  if (alias === undefined)
    throw new Stop(
      2,
      `${grant.user} has no usable name where people log in to Vault`,
      "See policies/people.yaml.",
    );
  const token_role = tokenRoleName(role, true);
  const minted = await vault.mint({
    token_role,
    ttl: seconds(grant.end - grant.begin),
    display_name: alias,
    meta: { key, user: grant.user, commit: main, operator },
  });
  const record: GrantRecord = {
    key,
    // There is no file of it: what gives it is the role's.
    file: `policies/roles/${role.name}.yaml`,
    role: role.name,
    user: grant.user,
    alias,
    commit: main,
    policy_commit: main,
    token_role,
    access: normalAccess(role.access),
    pull_request: 0,
    author: operator,
    approvers: [],
    reason: grant.reason,
    ...(grant.ticket === undefined ? {} : { ticket: grant.ticket }),
    break_glass: true,
    begin: minted.created,
    // The token's own end, to the second that it lies in.
    end: instant(Math.ceil(minted.ends)),
    issued_at: minted.created,
    accessor: minted.accessor,
    wrap_accessor: minted.wrap_accessor,
    state: "live",
  };
  if (!(await vault.createRecord(record)))
    throw new Stop(1, `Vault has a record of ${key} already`, "Run it again: the key is made by chance.");
  const delivered = await attempt(`deliver ${key}`, async () => {
    if (await vault.deliver(pickupOf(record, minted.wrapping))) return;
    throw new OutsideError("vault", "denied", `Vault takes no pick-up of ${key} for ${alias}`, {
      hint: "End it, run leasehold setup (the policy is older than this program), and issue anew.",
    });
  });
  const troubles = delivered.ok ? [] : [delivered.trouble];
  return { issued: record, findings: [], troubles };
}
