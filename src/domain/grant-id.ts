/** Names have at most 63 characters; this much of one is for the words a person recognises. */
const WORDS = 40;
const BREAK_GLASS = "bg-";

/**
 * A readable id for a grant: the ticket and the first words of the reason, then a few characters by chance, so that
 * two requests for the same thing never meet. Ids of break-glass grants, and only those, start with `bg-`.
 *
 * @param chance lower-case letters and digits
 */
export function grantId(
  asked: { readonly reason: string; readonly ticket?: string; readonly break_glass: boolean },
  chance: string,
): string {
  const words = slugWords(`${asked.ticket ?? ""} ${asked.reason}`);
  // Without break-glass a reason like "BG test" must not look like it.
  while (!asked.break_glass && words[0] === "bg") words.shift();
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, WORDS) : `${slug}-${word}`;
    if (longer.length > WORDS) break;
    slug = longer;
  }
  return `${asked.break_glass ? BREAK_GLASS : ""}${[slug, chance].filter((part) => part !== "").join("-")}`;
}

/** Lower-case words of letters and digits that a file name can have; accents are taken off, other scripts left out. */
function slugWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{Mark}+/gu, "");
  return plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
