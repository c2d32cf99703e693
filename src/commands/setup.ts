import { tokenRoleNames } from "../domain/access/endings.ts";
import { EMERGENCY_POLICY, PICKUP_POLICY, RECALL_POLICY } from "../domain/access/names.ts";
import { type VaultSetup, vaultSetup } from "../domain/access/vault-setup.ts";
import { type Finding, hasErrors, inOrder } from "../domain/finding.ts";
import type { Policies, Settings } from "../domain/model.ts";
import { estateFindings, sharedPaths } from "../domain/setup/checks.ts";
import { type SetupChange, setupChanges } from "../domain/setup/difference.ts";
import type { Estate } from "../domain/setup/estate.ts";
import { guardChanges } from "../domain/setup/guard.ts";
import { recordChange } from "../domain/setup/record-change.ts";
import type { Instant } from "../domain/units.ts";
import { readEstate, type SetupVault } from "./estate/read-estate.ts";
import { policiesAt } from "./main/main-state.ts";
import { policyFaults } from "./main/read-policies.ts";
import { attempt, type ExitCode, exitCode, type Outcome, type Trouble } from "./outcome.ts";
import type { Reporter, Repository } from "./ports.ts";

export interface SetupPorts extends SetupVault {
  readonly repository: Repository;
  readonly reporter: Reporter;
  /** Is given the difference before the first of it is written. */
  readonly show?: (changes: readonly SetupChange[]) => void;
}

export interface SetupRequest {
  /** Show the difference and write nothing. */
  readonly plan?: boolean;
  /** Write the database guard too (vault.md). */
  readonly guard?: boolean;
  /** `owner/name`, from GITHUB_REPOSITORY. */
  readonly slug?: string;
  /** From GITHUB_REPOSITORY_ID; the settings' `github.repository_id` wins. */
  readonly repositoryId?: number;
}

/** Why setup did not even look at Vault: exit 2. */
export type SetupRefusal =
  /** Names of settings or variables. */
  | { readonly kind: "missing"; readonly missing: readonly string[] }
  | { readonly kind: "policies"; readonly findings: readonly Finding[] }
  /** Not committed: nobody could say later what the administrator looked at. */
  | { readonly kind: "uncommitted"; readonly paths: readonly string[] }
  /** HEAD is not on the branch as origin has it. */
  | { readonly kind: "unmerged"; readonly head: string; readonly branch: string };

export type SetupResult =
  | SetupRefusal
  | ({
      readonly kind: "planned" | "written";
      readonly changes: readonly SetupChange[];
      /** What is left for the administrator to do. */
      readonly notes: readonly string[];
    } & Outcome);

/** 2 where it could not begin; 1 where findings stand in the way, or a plan has a difference; 3 where Vault failed. */
export function setupExitCode(result: SetupResult): ExitCode {
  if (!("changes" in result)) return 2;
  const code = exitCode(result);
  return code === 0 && result.kind === "planned" && result.changes.length > 0 ? 1 : code;
}

/** What everything is computed from, once nothing is missing. */
interface Subject {
  readonly head: string;
  readonly policies: Policies;
  readonly settings: Settings;
  readonly repository: { readonly slug: string; readonly id: number };
}

/**
 * Brings Vault in line with `policies/` at HEAD, with an administrator's token: mount, role versions, identities,
 * people's policies, JWT roles, periods of static roles, and the record of what was looked at. Writes nothing where a
 * role must not be given as it is. Done twice, the second time has nothing to do.
 */
export async function setup(ports: SetupPorts, request: SetupRequest): Promise<SetupResult> {
  const now = await ports.administrator.now();
  const subject = await subjectOf(ports.repository, request, now);
  if ("kind" in subject) return subject;

  const seen = await compare(ports, subject, request, now);
  const outcome = { changes: seen.changes, findings: seen.findings, notes: [] };
  if (request.plan || hasErrors(seen.findings)) return { kind: "planned", ...outcome, troubles: [] };

  ports.show?.(seen.changes);
  const troubles = await writeAll(ports, seen.changes.filter(isNoRemoval));
  if (troubles.length > 0 || seen.changes.every(isNoRemoval)) {
    return { kind: "written", ...outcome, troubles, notes: notesFor(seen.changes, subject.settings) };
  }
  // From here on nothing is minted under an old version. One that was, a moment ago, is seen now and kept.
  const again = await compare(ports, subject, request, now);
  const rest = await writeAll(ports, again.changes);
  return { kind: "written", ...outcome, troubles: rest, notes: notesFor(seen.changes, subject.settings) };
}

/**
 * `setup --print`: the Vault side as data, for those who keep Vault elsewhere. Asks no Vault, so the accessor of the
 * people's mount is a name to replace.
 */
export async function printSetup(
  repository: Repository,
  request: SetupRequest,
  now: Instant,
): Promise<SetupRefusal | { readonly kind: "print"; readonly setup: VaultSetup }> {
  const subject = await subjectOf(repository, request, now);
  if ("kind" in subject) return subject;
  return { kind: "print", setup: setupOf(subject, undefined) };
}

async function subjectOf(
  repository: Repository,
  request: SetupRequest,
  now: Instant,
): Promise<Subject | SetupRefusal> {
  const head = await repository.resolve("HEAD");
  if (head === undefined) return { kind: "missing", missing: ["a commit (the repository has none)"] };
  const uncommitted = await repository.uncommitted(["policies"]);
  if (uncommitted.size > 0) return { kind: "uncommitted", paths: [...uncommitted].sort() };
  const source = await policiesAt(repository, head);
  const { policies } = source;
  const { settings } = policies;
  const faults = inOrder(policyFaults(source, now));
  if (settings === undefined || hasErrors(faults)) return { kind: "policies", findings: faults };

  const { slug } = request;
  const id = settings.github.repository_id ?? request.repositoryId;
  if (slug === undefined || id === undefined) {
    const missing = [
      ...(slug === undefined ? ["GITHUB_REPOSITORY"] : []),
      ...(id === undefined
        ? ["github.repository_id in policies/leasehold.yaml, or GITHUB_REPOSITORY_ID"]
        : []),
    ];
    return { kind: "missing", missing };
  }
  const { branch } = settings.github;
  const tip = await repository.resolve(`refs/remotes/origin/${branch}`);
  if (tip !== undefined && !(await repository.isMainline(head, tip)))
    return { kind: "unmerged", head, branch };
  return { head, policies, settings, repository: { slug, id } };
}

const setupOf = ({ policies, settings, repository }: Subject, has: Estate | undefined): VaultSetup =>
  vaultSetup(policies, settings, {
    repository,
    people_accessor: has?.auths.get(settings.vault.people.mount)?.accessor ?? accessorToReplace(settings),
    kept: has?.kept ?? [],
  });

/** Stands where only Vault knows: a policy with it gives nobody anything. */
const accessorToReplace = ({ vault }: Settings): string =>
  `ACCESSOR_OF_${vault.people.mount.replace(/[^A-Za-z0-9]/g, "_")}`;

async function compare(
  ports: SetupPorts,
  subject: Subject,
  request: SetupRequest,
  now: Instant,
): Promise<{ readonly changes: readonly SetupChange[]; readonly findings: readonly Finding[] }> {
  const { policies, settings, head } = subject;
  const has = await readEstate(ports, policies, settings);
  const wanted = setupOf(subject, has);
  const people = has.auths.get(settings.vault.people.mount)?.accessor;
  const record = recordChange(
    settings.vault.mount,
    has.setup,
    {
      policies_commit: head,
      written_at: now,
      shared_paths: sharedPaths(policies, wanted, has),
      token_roles: [...new Set([...Object.keys(wanted.token_roles), ...tokenRoleNames(has.kept)])].sort(),
      ...(people === undefined ? {} : { people_accessor: people }),
    },
    await lookedAlready(ports.repository, has, head),
  );
  return {
    changes: [
      ...setupChanges(wanted, policies.rotations.values(), has),
      ...(request.guard ? guardChanges(has) : []),
      ...(record ? [record] : []),
    ],
    findings: inOrder(estateFindings(policies, settings, has)),
  };
}

/** Whether `policies/` is as it was at the commit that the last setup recorded. */
async function lookedAlready(repository: Repository, has: Estate, head: string): Promise<boolean> {
  const since = has.setup?.policies_commit;
  if (since === undefined || (await repository.commit(since)) === undefined) return false;
  if (!(await repository.isMainline(since, head))) return false;
  return (await repository.commitsTouching(head, "policies", since)).length === 0;
}

const isNoRemoval = (change: SetupChange): boolean => change.action !== "remove";

/** In order, up to the first failure: what comes later rests on what came before. */
async function writeAll(ports: SetupPorts, changes: readonly SetupChange[]): Promise<Trouble[]> {
  for (const [done, change] of changes.entries()) {
    ports.reporter.progress(`${change.action} ${change.kind} ${change.name}`, done + 1, changes.length);
    const written = await attempt(`${change.action} ${change.kind} ${change.name}`, () =>
      writeOne(ports, change),
    );
    if (!written.ok) return [written.trouble];
  }
  return [];
}

async function writeOne({ administrator }: SetupPorts, { write }: SetupChange): Promise<void> {
  if (write.method === "record") await administrator.writeSetup(write.record);
  else if (write.method === "remove") await administrator.remove(write.path);
  else await administrator.write(write.path, write.body);
}

/** Who gets which policy is the administrator's to say: setup attaches none to anybody. */
function notesFor(changes: readonly SetupChange[], { vault }: Settings): string[] {
  if (!changes.some((change) => change.action === "create" && change.name === PICKUP_POLICY)) return [];
  return [
    `Give the policy ${PICKUP_POLICY} to everybody who logs in at auth/${vault.people.mount} (token_policies there): without it nobody can open a pick-up.`,
    `Give ${RECALL_POLICY} to those who may end grants at once, and ${EMERGENCY_POLICY} to those who may issue while GitHub is down, all with MFA.`,
  ];
}
