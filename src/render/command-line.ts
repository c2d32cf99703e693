import type { WrittenGrant } from "../domain/wish.ts";

/** The command that asks for exactly this: what a person can type next. */
export function requestCommand(wanted: WrittenGrant): string {
  const { role, user, duration, until, reason, ticket, start, break_glass, extends: key } = wanted;
  const options = [
    ...(duration === undefined ? [] : ["--for", duration]),
    ...(until === undefined ? [] : ["--until", until]),
    ...(start === undefined ? [] : ["--start", start]),
    ...(ticket === undefined ? [] : ["--ticket", quoted(ticket)]),
    "--reason",
    quoted(reason),
  ];
  if (key !== undefined) return ["leasehold", "extend", key, ...options].join(" ");
  const emergency = break_glass ? ["--break-glass"] : [];
  return ["leasehold", "request", role, "--user", user, ...options, ...emergency].join(" ");
}

/** A word of a POSIX shell that means itself. */
const quoted = (text: string): string =>
  /^[A-Za-z0-9_./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
