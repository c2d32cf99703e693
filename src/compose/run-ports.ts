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
import type { Outside } from "./outside.ts";
import { mayAskVault, type ReportPlaces, reportFiles } from "./report-ports.ts";
import type { Surroundings } from "./surroundings.ts";

/** What each command of the schedule and of the auditors needs, as the identity that it runs as. */
export class RunPorts {
  readonly #outside: Outside;
  readonly #around: Surroundings;

  constructor(outside: Outside, around: Surroundings) {
    this.#outside = outside;
    this.#around = around;
  }

  async apply(reporter: Reporter): Promise<ApplyPorts> {
    const { everything: vault, alerts } = await this.#outside.vault.as("apply");
    const run = await this.#runPorts();
    return {
      ...run,
      vault,
      reporter,
      now: this.#outside.clock.now,
      alerts: this.#alertPorts({ ...alerts, now: vault.now }, run.log),
    };
  }

  async enforce(reporter: Reporter): Promise<EnforcePorts> {
    const { reads, ending, alerts } = await this.#outside.vault.as("enforce");
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
    const { reads, ending, alerts } = await this.#outside.vault.as("enforce");
    const log = await this.#outside.auditLog();
    return {
      vault: { ...reads, ...ending },
      repository: await this.#outside.repository(),
      log,
      alerts: this.#alertPorts({ ...alerts, now: reads.now }, log),
    };
  }

  /** GitHub is opened by the first secret that is put there: rotations that deliver none need none. */
  async rotate(reporter: Reporter): Promise<RotatePorts> {
    const { reads, ending, rotating, alerts } = await this.#outside.vault.as("rotate");
    const vault = { ...reads, ...ending, ...rotating };
    const secrets: SecretsDelivery = {
      put: async (secret, value) => (await this.#outside.github()).put(secret, value),
    };
    const log = await this.#outside.auditLog();
    const settings = await this.#outside.settings();
    return {
      vault,
      log,
      reporter,
      ...(settings ? { settings } : {}),
      alerts: this.#alertPorts({ ...alerts, now: reads.now }, log),
      ...(this.#outside.githubToken ? { secrets } : {}),
    };
  }

  /** A sink's address and key are looked for when it is first told something. */
  #alertPorts(vault: AlertPorts["vault"], log: BranchAuditLog): AlertPorts {
    const open: AlertPorts["open"] = async (sink) => {
      const { sinkOpener } = await import("./alert-sinks.ts");
      const opener = sinkOpener({
        secret: (variable) => {
          const value = this.#around.env[variable];
          return value ? this.#outside.secret(value) : undefined;
        },
        github: () => this.#outside.github(),
        places: async () => ({
          repository: `${this.#outside.pages}/${await this.#outside.slug()}`,
          branch: await this.#outside.branch(),
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
        const { reads, auditing } = await this.#outside.vault.as("audit");
        return { ...reads, ...auditing };
      },
      github: () => this.#outside.github(),
      log: () => this.#outside.auditLog(),
      repository: await this.#outside.repository(),
      slug: () => this.#accessRepository(),
      reporter,
      now: this.#outside.clock.now,
    };
  }

  async report(reporter: Reporter, places: ReportPlaces): Promise<ReportPorts> {
    const vault = async () => {
      const { reads, auditing, alerts } = await this.#outside.vault.as("audit");
      return { ...reads, ...auditing, lastRuns: alerts.lastRuns };
    };
    return {
      ...reportFiles(this.#around, places),
      repository: await this.#outside.repository(),
      log: await this.#outside.auditLogReads(),
      reporter,
      now: this.#outside.clock.now(),
      ...(mayAskVault(this.#around) ? { vault } : {}),
    };
  }

  /** With whatever tokens there are: what is missing leaves questions open. */
  async doctor(): Promise<DoctorPorts> {
    return {
      repository: await this.#outside.repository(),
      github: async () => ({
        settings: (await import("../adapters/github/settings.ts")).settingsReads(
          (await this.#outside.github()).api,
        ),
        token: kindOfToken(this.#outside.githubToken ?? ""),
      }),
      vault: async () => {
        const { reads, auditing } = await this.#outside.vault.toLook();
        return { ...reads, ...auditing };
      },
      vaultAddress: async () => (await this.#outside.vault.address()).address,
      slug: () => this.#accessRepository(),
      now: this.#outside.clock.now(),
    };
  }

  async #accessRepository() {
    const id = (await this.#outside.repositoryId()) ?? (await (await this.#outside.github()).repository()).id;
    return { slug: await this.#outside.slug(), id };
  }

  async #runPorts() {
    return {
      repository: await this.#outside.repository(),
      github: await this.#outside.github(),
      log: await this.#outside.auditLog(),
      signal: this.#around.signal,
    };
  }
}
