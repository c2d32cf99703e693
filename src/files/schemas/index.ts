import type { Static } from "typebox";
import { Grant } from "./grant.ts";
import { People } from "./people.ts";
import { PolicyTests } from "./policy-test.ts";
import { Role } from "./role.ts";
import { Rotation } from "./rotation.ts";
import { Settings } from "./settings.ts";
import { Teams } from "./teams.ts";

/**
 * Every file format by its name. TypeBox is read by `scripts/schemas.ts` and by the type checker only:
 * at run time the product uses what that script made of it (see docs/decisions about start-up time).
 */
export const schemas = {
  grant: Grant,
  role: Role,
  settings: Settings,
  teams: Teams,
  people: People,
  rotation: Rotation,
  "policy-tests": PolicyTests,
};

export type FileKind = keyof typeof schemas;

/** What a file of a kind holds once its form is right. */
export type Written<K extends FileKind> = Static<(typeof schemas)[K]>;
