import { describe, expect, it } from "vitest";
import { hears, sinkName } from "../../../../src/domain/alerts/selection.ts";

describe("a sink", () => {
  it("hears of all alerts where it names nothing, and of nothing that went as it should", () => {
    expect(hears({ kind: "webhook" }, "leasehold.grant.expiring")).toBe(true);
    expect(hears({ kind: "webhook" }, "leasehold.audit.mismatch")).toBe(true);
    expect(hears({ kind: "webhook" }, "leasehold.grant.issued")).toBe(false);
    expect(hears({ kind: "webhook" }, "leasehold.rotation.done")).toBe(false);
  });

  it("hears of the events it names, where a star stands for anything", () => {
    const events = ["leasehold.grant.*", "leasehold.rotation.missed"];
    expect(hears({ kind: "slack", events }, "leasehold.grant.issued")).toBe(true);
    expect(hears({ kind: "slack", events }, "leasehold.rotation.missed")).toBe(true);
    expect(hears({ kind: "slack", events }, "leasehold.rotation.failed")).toBe(false);
    expect(hears({ kind: "slack", events: ["*"] }, "leasehold.policy.changed")).toBe(true);
    expect(hears({ kind: "slack", events: ["leasehold.grant"] }, "leasehold.grant.issued")).toBe(false);
    expect(hears({ kind: "slack", events: ["leaseholdxgrant.*"] }, "leasehold.grant.issued")).toBe(false);
  });

  it("hears of break-glass, whatever it names", () => {
    expect(hears({ kind: "slack", events: ["leasehold.grant.*"] }, "leasehold.breakglass.used")).toBe(true);
  });

  it("that is an issue hears of what closes it, too", () => {
    const events = ["leasehold.grant.expiring"];
    expect(hears({ kind: "issue", events }, "leasehold.grant.ended")).toBe(true);
    expect(hears({ kind: "slack", events }, "leasehold.grant.ended")).toBe(false);
  });

  it("is remembered by its kind and address alone: other events make no other sink of it", () => {
    const one = sinkName({ kind: "slack", url_env: "SLACK_WEBHOOK_URL" });
    expect(one).toMatch(/^slack-[0-9a-f]{12}$/);
    expect(sinkName({ kind: "slack", url_env: "SLACK_WEBHOOK_URL", events: ["*"] })).toBe(one);
    expect(sinkName({ kind: "slack", url_env: "OTHER" })).not.toBe(one);
    expect(sinkName({ kind: "issue", label: "leasehold-alert" })).not.toBe(one);
  });
});
