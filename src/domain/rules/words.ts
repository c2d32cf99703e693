import { error, outOfTime } from "../finding.ts";
import { wholeMatcher } from "../pattern.ts";
import { type GrantRule, HOLDS } from "./asked.ts";

/** `reason`: the least number of code points the role asks for, blanks around it not counted. */
export const reason: GrantRule = ({ grant, role }) => {
  const text = grant.reason.trim();
  const least = role.require.reason;
  // A code point is at most two units: only a short reason is counted.
  if (text.length >= 2 * least) return HOLDS;
  const { length } = [...text];
  return length >= least
    ? HOLDS
    : [
        error(
          "reason",
          grant.at("reason"),
          `reason: ${length} characters; ${role.name} asks for ${least} or more`,
          "Write what is wrong and what you will do, so that an approver can decide.",
        ),
      ];
};

/** `ticket`: there where the role requires one, and its whole text matching the pattern. */
export const ticket: GrantRule = ({ grant, role, patience }) => {
  const pattern = role.require.ticket;
  if (pattern === undefined) return HOLDS;
  const matches = wholeMatcher(pattern);
  const answer = matches === undefined ? false : matches(grant.ticket ?? "", patience);
  if (answer) return HOLDS;
  if (answer === undefined) {
    const message = `the ticket's pattern of ${role.name}, ${pattern}, took too long, so it denies`;
    return [outOfTime(error("ticket", grant.at("ticket"), message, "Have the pattern made simpler."))];
  }
  const found = grant.ticket === undefined ? "no ticket" : `ticket: ${JSON.stringify(grant.ticket)}`;
  return [
    error(
      "ticket",
      grant.at("ticket"),
      `${found}; ${role.name} asks for one that matches ${pattern}`,
      "Write ticket: with the number of the ticket this is about.",
    ),
  ];
};
