/** A path of keys in what a file says. */
export type Path = readonly (string | number)[];

export const startsWith = (path: Path, start: Path): boolean =>
  start.every((step, index) => path[index] === step);

/** Thrown where somebody looks at what a broken file does not say; {@link ifSaid} catches it. */
export class Unsaid extends Error {}

/**
 * What a broken file says, as far as it says anything. Whoever looks at one of `paths` is stopped: a rule that needs
 * to know it has nothing to tell, and one that does not look there tells all the same.
 *
 * @param paths of object keys; with an empty one among them, nothing is said but `name` and `at`
 */
export function unsaid<Said extends object>(said: Said, paths: readonly Path[]): Said {
  if (paths.length === 0) return said;
  return new Proxy(said, {
    get(target, key, receiver): unknown {
      const below = paths.filter((path) => path.length === 0 || path[0] === key);
      const open = key === "name" || key === "at";
      if (!open && below.some((path) => path.length < 2)) throw new Unsaid(`${String(key)} is not said`);
      const value: unknown = Reflect.get(target, key, receiver);
      return below.length === 0 || typeof value !== "object" || value === null
        ? value
        : unsaid(
            value,
            below.map((path) => path.slice(1)),
          );
    },
  });
}

/** Something that is there, and of which nobody knows more. */
export const onlyNamed = <Said extends { readonly name: string }>(
  known: Pick<Said, "name"> & Partial<Said>,
): Said => unsaid(known as Said, [[]]);

/** What looking gives; undefined where that needed what is not said. */
export function ifSaid<Answer>(look: () => Answer): Answer | undefined {
  try {
    return look();
  } catch (thrown) {
    if (thrown instanceof Unsaid) return undefined;
    throw thrown;
  }
}

/** What is found by looking; nothing where that needed what is not said. */
export const asFarAsSaid = <Found>(look: () => readonly Found[]): readonly Found[] => ifSaid(look) ?? [];
