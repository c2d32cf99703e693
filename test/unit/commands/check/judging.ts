import { check } from "../../../../src/commands/check.ts";
import { AccessRepository } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";

/** An access repository whose main has one role since eight. */
export const main = () => {
  const repository = new AccessRepository().role("orders-db-read");
  repository.commit("08:00");
  return repository;
};

interface Asked {
  readonly base?: string;
  readonly head?: string;
  readonly author?: string;
  /** Time of day; noon unless told. */
  readonly at?: string;
  readonly story?: boolean;
}

export const judged = async (repository: AccessRepository, { at = "12:00", ...rest }: Asked = {}) =>
  check({ repository: await repository.open() }, { ...rest, at: moment(at) });

/** What is found: `rule file` of each. */
export const rules = async (...args: Parameters<typeof judged>) =>
  (await judged(...args)).result.findings.map((finding) => `${finding.rule} ${finding.file}`);
