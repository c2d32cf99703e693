import type { GrantKey } from "../../domain/key.ts";
import type { Secret } from "../../domain/secret.ts";
import { between, type Instant, instant, plus, type Seconds, seconds } from "../../domain/units.ts";
import { momentText, spanText } from "../../render/duration.ts";
import { attempt } from "../outcome.ts";
import type { Clock, GrantedVault, Reporter, Terminal } from "../ports.ts";
import type { PreparedLease } from "./prepare-environment.ts";

interface Ports {
  readonly granted: GrantedVault;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly reporter: Reporter;
}

export interface Access {
  readonly key: GrantKey;
  readonly role: string;
  readonly token: Secret;
  /** By this machine's clock. */
  readonly end: Instant;
  readonly leases: readonly PreparedLease[];
}

/** How long before the end people are told; the short ones only where the whole time is short. */
const WARNINGS = [600, 300, 60];
const SHORT_WARNINGS = [10, 5];
const SHORT = 120;
const TITLE_EVERY = 15;
const RETRY = 10;

/** Something to do at a moment; gives the next thing to do, if any. */
interface Task {
  readonly at: Instant;
  readonly run: () => Promise<Task | undefined>;
}

/**
 * Beside a running program: shows the time left in the title, warns before the end and says when it has come, and
 * renews what was taken for it, as a database login often lives shorter than the access. Ends with the signal.
 */
export async function watchAccess(ports: Ports, access: Access, signal: AbortSignal): Promise<void> {
  const { clock, terminal } = ports;
  let tasks: Task[] = [
    titleTask(ports, access),
    ...warningTasks(ports, access),
    ...access.leases.flatMap((lease) => renewalTask(ports, access, lease, plus(clock.now(), lease.left))),
  ];
  while (!signal.aborted && tasks.length > 0) {
    const now = clock.now();
    const due = tasks.filter((task) => task.at <= now);
    tasks = tasks.filter((task) => task.at > now);
    for (const task of due) {
      const next = await task.run();
      if (next) tasks.push(next);
    }
    const soonest = Math.min(...tasks.map((task) => task.at));
    if (tasks.length > 0 && due.length === 0) await clock.wait(between(now, instant(soonest)), signal);
  }
  terminal.title(undefined);
}

function titleTask({ clock, terminal }: Ports, access: Access): Task {
  const show = async (): Promise<Task | undefined> => {
    const now = clock.now();
    if (now >= access.end) {
      terminal.title(`${access.role}: ended`);
      return undefined;
    }
    const left = between(now, access.end);
    terminal.title(`${access.role}: ${spanText(left)} left`);
    return { at: plus(now, seconds(left <= 60 ? 1 : Math.min(TITLE_EVERY, left - 60))), run: show };
  };
  return { at: clock.now(), run: show };
}

function warningTasks({ clock, reporter }: Ports, access: Access): Task[] {
  const whole = between(clock.now(), access.end);
  const wanted = whole <= SHORT ? [...WARNINGS, ...SHORT_WARNINGS] : WARNINGS;
  const warnings = wanted
    .filter((left) => left * 2 <= whole)
    .map((left) => ({
      at: plus(access.end, seconds(-left)),
      run: async () => {
        // The program may have been stopped (Ctrl-Z, a closed lid): a warning that comes late says what is true then.
        const now = clock.now();
        if (now >= access.end) return undefined;
        const time = `${spanText(between(now, access.end))} (${momentText(access.end, now)})`;
        const more = left >= 60 ? `  More time: leasehold extend ${access.key} --for 1h` : "";
        reporter.warn(`Your access to ${access.role} ends in ${time}.${more}`);
        return undefined;
      },
    }));
  const over: Task = {
    at: access.end,
    run: async () => {
      reporter.warn(
        `Your access to ${access.role} has ended. What it gave no longer works; ` +
          `this program keeps running until you leave it.  Ask anew: leasehold request ${access.role}`,
      );
      return undefined;
    },
  };
  return [...warnings, over];
}

/** None where the lease lives as long as the access; a note at once where it cannot be made to. */
function renewalTask(ports: Ports, access: Access, lease: PreparedLease, until: Instant): Task[] {
  const { clock, granted, reporter } = ports;
  // A second or two of rounding on the way is no shorter life.
  if (until >= access.end - 2) return [];
  if (!lease.renewable) {
    reporter.warn(shorter(access, lease, until, clock.now()));
    return [];
  }
  const left = between(clock.now(), until);
  const run = async (): Promise<Task | undefined> => {
    const renewed = await attempt(`renew ${lease.path}`, () => granted.renew(access.token, lease.id));
    const now = clock.now();
    if (!renewed.ok) {
      if (now + RETRY < until) return { at: plus(now, seconds(RETRY)), run };
      if (now < access.end)
        reporter.warn(`${renewed.trouble.message}. ${shorter(access, lease, until, now)}`);
      return undefined;
    }
    const next = plus(now, renewed.value);
    // No further than it was: the engine's maximum is reached.
    if (next <= until + 1 && next < access.end - 2) {
      reporter.warn(shorter(access, lease, next, now));
      return undefined;
    }
    return renewalTask(ports, access, { ...lease, left: renewed.value }, next)[0];
  };
  return [{ at: plus(clock.now(), renewalAfter(left)), run }];
}

/** After two thirds of its time: there is room for some tries. */
const renewalAfter = (left: Seconds): Seconds => seconds(Math.max(1, Math.floor((left * 2) / 3)));

const shorter = (access: Access, lease: PreparedLease, until: Instant, now: Instant): string =>
  `What ${lease.path} gave ends earlier than your access, at ${momentText(until, now)}. ` +
  `A new one then:  leasehold use ${access.key}`;
