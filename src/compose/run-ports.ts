import type { BranchAuditLog } from "../adapters/audit-log/branch-audit-log.ts";
import { kindOfToken } from "../adapters/github/token-kind.ts";
import type { ApplyPorts } from "../commands/apply.ts";
import type { AuditPorts } from "../commands/audit.ts";
import type { DoctorPorts } from "../commands/doctor.ts";
import type { EnforcePorts } from "../commands/enforce.ts";
import type { AlertPorts, Reporter, SecretsDelivery } from "../commands/ports.ts";
import type { RecallPorts } from "../commands/recall.ts";
import type { ReportPorts } from "../commands/report.ts";
import type { RotatePorts } from "../commands/rotate.ts";
import type { World } from "../compose.ts";
import { mayAskVault, type ReportPlaces, reportFiles } from "./report-ports.ts";
import type { Surroundings } from "./surroundings.ts";

/** What each command of the schedule and of the auditors needs, as the identity that it runs as. */
export class RunPorts {
  readonly #world: World;
  readonly #around: Surroundings;

  constructor(world: World, around: Surroundings) {
    this.#world = world;
    this.#around = around;
  }

  async apply(reporter: Reporter): Promise<ApplyPorts> {
    const { everything: vault, alerts } = await this.#world.vault.as("apply");
    const run = await this.#runPorts();
    return {
      ...run,
      vault,
      reporter,
      now: this.#world.clock.now,
      alerts: this.#alertPorts({ ...alerts, now: vault.now }, run.log),
    };
  }

  async enforce(reporter: Reporter): Promise<EnforcePorts> {
    const { reads, ending, alerts } = await this.#world.vault.as("enforce");
    const run = await this.#runPorts();
    return {
      ...run,
      vault: { ...reads, ...ending },
      reporter,
      alerts: this.#alertPorts({ ...alerts, now: reads.now }, run.log),
    };
  }

  /** Recalls need no GitHub but for alerts. */
  async recall(): Promise<RecallPorts> {
    const { reads, ending, alerts } = await this.#world.vault.as("enforce");
    const log = await this.#world.auditLog();
    return {
      vault: { ...reads, ...ending },
      repository: await this.#world.repository(),
      log,
      alerts: this.#alertPorts({ ...alerts, now: reads.now }, log),
    };
  }

  /** GitHub is opened by the first secret that is put there: rotations that deliver none need none. */
  async rotate(reporter: Reporter): Promise<RotatePorts> {
    const { reads, ending, rotating, alerts } = await this.#world.vault.as("rotate");
    const vault = { ...reads, ...ending, ...rotating };
    const secrets: SecretsDelivery = {
      put: async (secret, value) => (await this.#world.github()).put(secret, value),
    };
    const log = await this.#world.auditLog();
    const settings = await this.#world.settings();
    return {
      vault,
      log,
      reporter,
      ...(settings ? { settings } : {}),
      alerts: this.#alertPorts({ ...alerts, now: reads.now }, log),
      ...(this.#world.githubToken ? { secrets } : {}),
    };
  }

  /** A sink's address and key are looked for when it is first told something. */
  #alertPorts(vault: AlertPorts["vault"], log: BranchAuditLog): AlertPorts {
    const open: AlertPorts["open"] = async (sink) => {
      const { repositoryPage, sinkOpener } = await import("./alert-sinks.ts");
      const opener = sinkOpener({
        secret: (variable) => {
          const value = this.#around.env[variable];
          return value ? this.#world.secret(value) : undefined;
        },
        github: () => this.#world.github(),
        places: async () => ({
          repository: repositoryPage(
            this.#around.env.GITHUB_SERVER_URL,
            this.#world.apiUrl,
            await this.#world.slug(),
          ),
          branch: await this.#world.branch(),
        }),
        source: log.source ?? "",
      });
      return opener(sink);
    };
    return { vault, log, open };
  }

  /** Everything is opened by the part that needs it: audit tells what it can of the others. */
  async audit(reporter: Reporter): Promise<AuditPorts> {
    return {
      vault: async () => {
        const { reads, auditing } = await this.#world.vault.as("audit");
        return { ...reads, ...auditing };
      },
      github: () => this.#world.github(),
      log: () => this.#world.auditLog(),
      repository: await this.#world.repository(),
      slug: () => this.#accessRepository(),
      reporter,
      now: this.#world.clock.now,
    };
  }

  async report(reporter: Reporter, places: ReportPlaces): Promise<ReportPorts> {
    const vault = async () => {
      const { reads, auditing, alerts } = await this.#world.vault.as("audit");
      return { ...reads, ...auditing, lastRuns: alerts.lastRuns };
    };
    return {
      ...reportFiles(this.#around, places),
      repository: await this.#world.repository(),
      log: await this.#world.auditLogReads(),
      reporter,
      now: this.#world.clock.now(),
      ...(mayAskVault(this.#around) ? { vault } : {}),
    };
  }

  /** With whatever tokens there are: what is missing leaves questions open. */
  async doctor(): Promise<DoctorPorts> {
    return {
      repository: await this.#world.repository(),
      github: async () => ({
        settings: (await import("../adapters/github/settings.ts")).settingsReads(
          (await this.#world.github()).api,
        ),
        token: kindOfToken(this.#world.githubToken ?? ""),
      }),
      vault: async () => {
        const { reads, auditing } = await this.#world.vault.toLook();
        return { ...reads, ...auditing };
      },
      vaultAddress: async () => (await this.#world.vault.address()).address,
      slug: () => this.#accessRepository(),
      now: this.#world.clock.now(),
    };
  }

  async #accessRepository() {
    const id = (await this.#world.repositoryId()) ?? (await (await this.#world.github()).repository()).id;
    return { slug: await this.#world.slug(), id };
  }

  async #runPorts() {
    return {
      repository: await this.#world.repository(),
      github: await this.#world.github(),
      log: await this.#world.auditLog(),
      signal: this.#around.signal,
    };
  }
}
