import type { TeamChange } from "../domain/current-members.ts";

/** Subject of the one pull request that `teams sync` keeps. */
export const teamsPullTitle = (changes: readonly TeamChange[]): string =>
  `Teams as the organisation has them: ${changes.map(({ team }) => team).join(", ")}`;

/** Who comes and who goes, team by team. */
export const teamsPullBody = (changes: readonly TeamChange[]): string =>
  [
    "Brings `policies/teams.yaml`, and CODEOWNERS with it, in line with the organisation's teams of the same names.",
    "",
    "| team | added | taken out |",
    "| --- | --- | --- |",
    ...changes.map(({ team, add, remove }) => `| ${team} | ${names(add)} | ${names(remove)} |`),
    "",
    "Whoever is taken out loses what they have at the next run of apply. Memberships with an end of their own are left alone.",
    "",
    "<sub>Opened by leasehold teams sync.</sub>",
  ].join("\n");

/** In code: nobody is called by being named. */
const names = (logins: readonly string[]): string => logins.map((login) => `\`${login}\``).join(" ");

/** The same at a terminal. */
export const teamsText = (
  changes: readonly TeamChange[],
  pull: { readonly number: number; readonly url: string } | undefined,
): string => {
  if (pull === undefined) return "policies/teams.yaml is in line with the organisation's teams.\n";
  const lines = changes.map(({ team, add, remove }) =>
    [`${team}:`, ...add.map((login) => `+${login}`), ...remove.map((login) => `-${login}`)].join(" "),
  );
  return [...lines, `pull request #${pull.number}  ${pull.url}`, ""].join("\n");
};
