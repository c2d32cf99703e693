import { describe, expect, it } from "vitest";
import { hears, sinkName } from "../../../../src/domain/alerts/selection.ts";

describe("a sink", () => {
  it("hears of all alerts where it names nothing, and of nothing that went as it should", () => {
    expect(hears({}, "leasehold.grant.expiring")).toBe(true);
    expect(hears({}, "leasehold.audit.mismatch")).toBe(true);
    expect(hears({}, "leasehold.grant.issued")).toBe(false);
    expect(hears({}, "leasehold.rotation.done")).toBe(false);
  });

  it("hears of the events it names, where a star stands for anything", () => {
    const events = ["leasehold.grant.*", "leasehold.rotation.missed"];
    expect(hears({ events }, "leasehold.grant.issued")).toBe(true);
    expect(hears({ events }, "leasehold.rotation.missed")).toBe(true);
    expect(hears({ events }, "leasehold.rotation.failed")).toBe(false);
    expect(hears({ events: ["*"] }, "leasehold.policy.changed")).toBe(true);
    expect(hears({ events: ["leasehold.grant"] }, "leasehold.grant.issued")).toBe(false);
    expect(hears({ events: ["leaseholdxgrant.*"] }, "leasehold.grant.issued")).toBe(false);
  });

  it("hears of break-glass, whatever it names", () => {
    expect(hears({ events: ["leasehold.grant.*"] }, "leasehold.breakglass.used")).toBe(true);
  });

  it("is remembered by its kind and address alone: other events make no other sink of it", () => {
    const one = sinkName({ kind: "slack", url_env: "SLACK_WEBHOOK_URL" });
    expect(one).toMatch(/^slack-[0-9a-f]{12}$/);
    expect(sinkName({ kind: "slack", url_env: "SLACK_WEBHOOK_URL", events: ["*"] })).toBe(one);
    expect(sinkName({ kind: "slack", url_env: "OTHER" })).not.toBe(one);
    expect(sinkName({ kind: "issue", label: "leasehold-alert" })).not.toBe(one);
  });
});
