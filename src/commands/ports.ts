/**
 * What the commands need of the world. Adapters implement these; compose.ts joins them.
 *
 * Reading and writing are apart, so that `plan`, `audit` and `report` can be given ports that cannot write.
 * Every method may throw an OutsideError (outside-error.ts): the world is broken, a later run may succeed. None throws
 * for what a person did wrong: that is for the commands to say.
 */
export type * from "./ports/alerts.ts";
export type * from "./ports/audit-log.ts";
export type * from "./ports/clock.ts";
export type * from "./ports/git.ts";
export type * from "./ports/github.ts";
export type * from "./ports/kept-tokens.ts";
export type * from "./ports/new-files.ts";
export type * from "./ports/new-folder.ts";
export type * from "./ports/person-vault.ts";
export type * from "./ports/report.ts";
export type * from "./ports/reporter.ts";
export type * from "./ports/settings.ts";
export type * from "./ports/terminal.ts";
export type * from "./ports/vault.ts";
