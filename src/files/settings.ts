import type { Settings, Sink } from "../domain/model.ts";
import { durationOf, type Form } from "./form.ts";
import { approversOf } from "./role.ts";
import type { Written } from "./schemas/index.ts";

/** Who signs the tokens of github.com's workflows. */
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

type AlertSpan = "expiring_before" | "overdue_after" | "live_longer_than" | "schedule_late_after";

/** The settings with their defaults filled in. */
export function settingsOf(form: Form, written: Written<"settings">): Settings {
  const { vault = {}, github = {}, revoke_pull_requests: revoke = {}, alerts = {}, audit = {} } = written;
  const { workflows = {}, people = {} } = vault;
  const span = (key: AlertSpan, otherwise: string) =>
    durationOf(form, ["alerts", key], alerts[key] ?? otherwise);
  return {
    owners: approversOf(form, ["owners"], written.owners),
    vault: {
      ...(vault.address === undefined ? {} : { address: vault.address.replace(/\/+$/, "") }),
      ...(vault.namespace === undefined ? {} : { namespace: vault.namespace }),
      mount: vault.mount ?? "leasehold",
      workflows: {
        mount: workflows.mount ?? "github-actions",
        audience: workflows.audience ?? "leasehold",
        issuer: workflows.issuer ?? GITHUB_ISSUER,
      },
      people: { mount: people.mount ?? "userpass", alias: people.alias ?? "{login}" },
    },
    github: {
      branch: github.branch ?? "main",
      ...(github.repository_id === undefined ? {} : { repository_id: github.repository_id }),
      environments: github.environments ?? true,
      teams: github.teams ?? "file",
    },
    revoke_pull_requests: { group_by: revoke.group_by ?? "role", merge: revoke.merge ?? "never" },
    alerts: {
      expiring_before: span("expiring_before", "30m"),
      overdue_after: span("overdue_after", "24h"),
      live_longer_than: span("live_longer_than", "7d"),
      schedule_late_after: span("schedule_late_after", "6h"),
      sinks: (alerts.sinks ?? []).map(sinkOf),
    },
    audit: { branch: audit.branch ?? "leasehold-audit" },
    ...(written.tickets === undefined ? {} : { tickets: written.tickets }),
    pages: written.pages ?? false,
    at: form.positions.value,
  };
}

type WrittenSink = NonNullable<NonNullable<Written<"settings">["alerts"]>["sinks"]>[number];

const sinkOf = (written: WrittenSink): Sink =>
  written.kind === "issue" ? { ...written, label: written.label ?? "leasehold-alert" } : written;
