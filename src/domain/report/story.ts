import type { ToldEvent } from "../audit/history.ts";
import type { Instant } from "../units.ts";

/** One thing that happened, in as few words as tell it. */
export interface StoryLine {
  /** Without `leasehold.`: `grant.issued`. */
  readonly type: string;
  /** The grant's key or the rotation's name. */
  readonly subject: string;
  readonly at: Instant;
  /** What is beside it in the event: why it ended, who reviewed it, what was unusual. */
  readonly note?: string;
}

/** A line of the log on its way to people: what its grant says anyway is left out. */
export function storyLine({ type, subject, time, data }: ToldEvent): StoryLine {
  const note = noteOf(type, data);
  return { type: type.replace(/^leasehold\./, ""), subject, at: time, ...(note ? { note } : {}) };
}

function noteOf(type: string, data: Readonly<Record<string, unknown>>): string | undefined {
  switch (type) {
    case "leasehold.grant.ended":
      return text(data.ended_by);
    case "leasehold.breakglass.reviewed":
      return text(data.reviewer);
    case "leasehold.grant.refused":
      return Array.isArray(data.findings) ? messageOf(data.findings[0]) : undefined;
    case "leasehold.audit.mismatch":
      return messageOf(data.finding);
    case "leasehold.rotation.done":
    case "leasehold.rotation.missed":
      return text(data.why) ?? text(data.because);
    default:
      return text(data.message) ?? text(data.what);
  }
}

/** The message of a finding as the log has it. */
export const messageOf = (finding: unknown): string | undefined =>
  typeof finding === "object" && finding !== null && "message" in finding ? text(finding.message) : undefined;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
