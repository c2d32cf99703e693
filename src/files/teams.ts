import { foldLogin } from "../domain/login.ts";
import type { Membership, Person, Policies } from "../domain/model.ts";
import type { Path } from "../domain/unsaid.ts";
import { type Form, instantOf, wrong } from "./form.ts";
import type { Written } from "./schemas/index.ts";
import { showPath } from "./show.ts";

/** Teams by name. */
export function teamsOf(form: Form, written: Written<"teams">): Policies["teams"] {
  return new Map(
    Object.entries(written).map(([team, members]) => [
      team,
      members.map((member, index) => membershipOf(form, [team, index], member)),
    ]),
  );
}

function membershipOf(form: Form, path: Path, written: Written<"teams">[string][number]): Membership {
  if (typeof written === "string") return { login: written };
  const { login, from, until } = written;
  const membership = {
    login,
    ...(from === undefined ? {} : { from: instantOf(form, [...path, "from"], from) }),
    ...(until === undefined ? {} : { until: instantOf(form, [...path, "until"], until) }),
  };
  if (
    membership.from !== undefined &&
    membership.until !== undefined &&
    membership.until <= membership.from
  ) {
    wrong(
      form,
      [...path, "until"],
      `${showPath([...path, "until"])}: ${until} is not after from: ${from}`,
      "write a later until",
    );
  }
  return membership;
}

/** People by folded login; the same person written twice, in other case, is a finding. */
export function peopleOf(form: Form, written: Written<"people">): Policies["people"] {
  const people = new Map<string, Person>();
  for (const [login, { alias, now, until }] of Object.entries(written)) {
    const folded = foldLogin(login);
    const before = people.get(folded);
    if (before !== undefined) {
      wrong(
        form,
        [login],
        `${login} is ${before.login}, who is there already: logins are compared without case`,
        "take one of the two out",
      );
      continue;
    }
    people.set(folded, {
      login,
      ...(alias === undefined ? {} : { alias }),
      ...(now === undefined ? {} : { now }),
      ...(until === undefined ? {} : { until: instantOf(form, [login, "until"], until) }),
    });
  }
  return people;
}
