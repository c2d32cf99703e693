import type { Told } from "../audit/history.ts";

/** Whose access an event is about. */
export const whose = ({ role, user }: Told) => ({ role, user });

export const pullOf = ({ pull_request }: Told) =>
  pull_request === undefined || pull_request < 1 ? {} : { pull_request };
