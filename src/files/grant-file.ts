import { error, type Finding } from "../domain/finding.ts";
import { type GrantKey, parseGrantPath } from "../domain/key.ts";
import type { GrantFile } from "../domain/model.ts";
import { GRANT_BYTES, type TreeEntry } from "../domain/tree.ts";
import type { Path } from "../domain/unsaid.ts";
import { durationOf, type Form, instantOf, openForm, says } from "./form.ts";
import type { Written } from "./schemas/index.ts";
import { showText } from "./show.ts";
import { type Positions, readYaml } from "./yaml.ts";

export type ReadGrant =
  | { readonly ok: true; readonly grant: GrantFile }
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      /** Only to tell at once what else is wrong, never to be taken for a grant. */
      readonly mended?: MendedGrant;
    };

/** What a file broken in its form asks for, mended as its findings say. */
export interface MendedGrant {
  readonly grant: GrantFile;
  /** Keys of which nobody knows what they should say; there is something of the right form in their place. */
  readonly unsaid: ReadonlySet<keyof GrantFile>;
}

/**
 * Reads the file of one grant; its form only (`yaml`, `schema`, `role-folder`; a path that is none of a grant is
 * `name-format`). What roles, teams and clocks say about it is for the rules of the domain.
 */
export function readGrant(entry: TreeEntry, parts = parseGrantPath(entry.path)): ReadGrant {
  const file = entry.path;
  if (parts === undefined) {
    return {
      ok: false,
      findings: [
        error(
          "name-format",
          { file },
          `${showText(file)} is no place for a grant`,
          "write grants/<role>/<id>.yaml",
        ),
      ],
    };
  }
  const read = readYaml(entry, GRANT_BYTES);
  if (!read.ok) return read;
  const opened = openForm("grant", read.value, read.positions);
  if (!opened.ok) return opened;
  const { form } = opened;
  const { positions, findings } = form;
  const grant = { ...requestOf(form, [], opened.written), file, id: parts.id, at: positions.value };
  if (grant.role !== parts.role && says(form, ["role"]))
    findings.push(otherFolder(grant.role, parts.role, positions));
  if (findings.length === 0) return { ok: true, grant };
  const unsaid = new Set(form.unsaid.map(([key]) => key as keyof GrantFile));
  // Whatever it says: what lies in a folder asks for the folder's role.
  unsaid.delete("role");
  return { ok: false, findings, mended: { grant: { ...grant, role: parts.role }, unsaid } };
}

const otherFolder = (role: string, folder: string, positions: Positions): Finding =>
  error(
    "role-folder",
    positions.value("role"),
    `role: ${role} is not the folder's name, ${folder}`,
    `write role: ${folder}, or move the file to grants/${role}/`,
  );

/** The fields of a request, in a grant file or (under `path`) in a policy test. */
export function requestOf(
  form: Form,
  path: Path,
  written: Written<"grant">,
): Omit<GrantFile, "file" | "id" | "at"> {
  const { role, user, duration, until, start, ticket } = written;
  return {
    role,
    user,
    ...(duration === undefined ? {} : { duration: durationOf(form, [...path, "duration"], duration) }),
    ...(until === undefined ? {} : { until: instantOf(form, [...path, "until"], until) }),
    reason: written.reason.trim(),
    ...(ticket === undefined ? {} : { ticket: ticket.trim() }),
    ...(start === undefined ? {} : { start: instantOf(form, [...path, "start"], start) }),
    // The schema's pattern is that of a key.
    ...(written.extends === undefined ? {} : { extends: written.extends as GrantKey }),
    break_glass: written.break_glass ?? false,
  };
}
