import { error, type Finding } from "../domain/finding.ts";
import { type GrantKey, NAME } from "../domain/key.ts";
import type { GrantFile } from "../domain/model.ts";
import { GRANT_BYTES, type TreeEntry } from "../domain/tree.ts";
import { durationOf, type Form, instantOf } from "./form.ts";
import { checkForm } from "./schema-check.ts";
import type { Written } from "./schemas/index.ts";
import { showText } from "./show.ts";
import { type Positions, readYaml } from "./yaml.ts";
import type { Path } from "./yaml-document.ts";

export type ReadGrant =
  | { readonly ok: true; readonly grant: GrantFile }
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      /** With its keys mended: only to tell at once what else is wrong, never to be taken for a grant. */
      readonly mended?: GrantFile;
    };

const PATH = /^grants\/([^/]+)\/([^/]+)\.yaml$/;

/** The role's folder and the id in `grants/<role>/<id>.yaml`; undefined for any other path. */
export function grantPathParts(path: string): { readonly role: string; readonly id: string } | undefined {
  const [, role = "", id = ""] = PATH.exec(path) ?? [];
  return NAME.test(role) && NAME.test(id) ? { role, id } : undefined;
}

/**
 * Reads the file of one grant; its form only (`yaml`, `schema`, `role-folder`; a path that is none of a grant is
 * `name-format`). What roles, teams and clocks say about it is for the rules of the domain.
 */
export function readGrant(entry: TreeEntry): ReadGrant {
  const file = entry.path;
  const parts = grantPathParts(file);
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
  const checked = checkForm("grant", read.value, read.positions);
  const { positions } = read;
  const form: Form = { positions, findings: [] };
  const written = checked.ok ? checked.value : checked.mended;
  if (written === undefined) return { ok: false, findings: checked.ok ? [] : checked.findings };
  const grant = { file, id: parts.id, ...requestOf(form, [], written), at: positions.value };
  if (grant.role !== parts.role) form.findings.push(otherFolder(grant.role, parts.role, positions));
  const findings = [...(checked.ok ? [] : checked.findings), ...form.findings];
  if (findings.length === 0) return { ok: true, grant };
  return form.findings.length > 0 ? { ok: false, findings } : { ok: false, findings, mended: grant };
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
