import { readFileSync } from "node:fs";
import { Stop } from "../commands/stop.ts";
import { LOGIN, type Login } from "../domain/login.ts";

/** An issue in the moment in which somebody opened it. */
export interface OpenedIssue {
  readonly number: number;
  /** Who opened it, by themselves. */
  readonly author: { readonly login: Login; readonly id: number };
  readonly body: string;
}

/**
 * The issue that an event is about. The event says what its author wrote; the issue itself may be changed by others.
 *
 * @throws Stop for any other event, and for an issue that somebody moved here for its author: whoever does that may
 * have changed its text
 */
export function issueOfEvent(path: string | undefined): OpenedIssue {
  const event = record(path === undefined ? {} : JSON.parse(readFileSync(path, "utf8")));
  const [issue, sender] = [record(event.issue), record(event.sender)];
  const author = record(issue.user);
  const { number, body } = issue;
  if (event.action !== "opened" || typeof number !== "number" || issue.pull_request !== undefined)
    throw new Stop(2, "request needs the event of an issue that was opened", "on: issues: types: [opened]");
  const { login, id, type } = author;
  if (type !== "User" || typeof login !== "string" || typeof id !== "number" || !LOGIN.test(login))
    throw new Stop(2, `issue #${number} was not opened by a person`);
  if (sender.id !== id)
    throw new Stop(2, `issue #${number} was not opened by its author`, `${login} opens a new one.`);
  return { number, author: { login, id }, body: typeof body === "string" ? body : "" };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
