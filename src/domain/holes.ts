const HOLE = /\{([A-Za-z0-9_.-]+)\}/g;

/** The fields that a text of a role's `use` asks for: `postgres://{username}@db` asks for `username`. */
export const holesOf = (text: string): string[] => [...text.matchAll(HOLE)].map(([, name]) => name ?? "");

/** Puts fields into a text's holes. What a field holds is not looked at again: its own braces stay braces. */
export const fillHoles = (text: string, field: (name: string) => string): string =>
  text.replace(HOLE, (_, name: string) => field(name));
