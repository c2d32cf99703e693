import { endedWithin, owesLook } from "../../domain/ending.ts";
import type { GrantRecord, Proof } from "../../domain/record.ts";
import { attemptEach, type Outcome, type Trouble } from "../outcome.ts";
import type { VaultEnding, VaultReads } from "../ports.ts";
import { AccessLeases } from "./lease-passes.ts";
import { type EndingGround, proveEnd, without } from "./prove-end.ts";

export interface LookedAgain extends Outcome {
  /** Records whose end had missed something that was found and revoked now: their paper is to be told anew. */
  readonly news: readonly GrantRecord[];
}

/**
 * Looks once more at ends that were proved while a request from before them could still have been on its way: its lease
 * comes after the proof. And at those beside which another grant lived that could have made what lies there: it ends, too.
 * Every run looks, so the sooner the next run, the sooner it is found; done when none can come any more.
 *
 * @param records closed ones, of this run and of those before
 */
export async function proveAgain(
  vault: VaultReads & VaultEnding,
  records: readonly GrantRecord[],
  ground: EndingGround,
): Promise<LookedAgain> {
  const owed = records.filter(owesLook);
  if (owed.length === 0) return NOTHING;
  const others = without(
    ground,
    records.map(({ key }) => key),
  );
  const access = new AccessLeases(vault);
  const { done, troubles } = await attemptEach(
    owed,
    ({ key }) => `look again at the end of ${key}`,
    (record) => lookAgain(vault, record, others, access),
    { step: "ends looked at again", reporter: ground.reporter, signal: ground.signal },
  );
  return {
    findings: done.flatMap(({ value }) => value.findings),
    troubles: [...troubles, ...done.flatMap(({ value }) => value.troubles)],
    news: done.flatMap(({ value }) => value.news),
  };
}

async function lookAgain(
  vault: VaultReads & VaultEnding,
  record: GrantRecord,
  ground: EndingGround,
  access: AccessLeases,
): Promise<LookedAgain> {
  const ended = endedWithin(record);
  const first = record.proof;
  if (!ended || !first) return NOTHING;
  const { proved, findings } = await proveEnd(record, ended, ground, access);
  if (!proved) return { findings, troubles: [unproved(record)], news: [] };
  const proof = { ...proved, strays_revoked: first.strays_revoked + proved.strays_revoked };
  const closed: GrantRecord = { ...record, proof };
  if (!isWorthWriting(closed, first)) return { findings, troubles: [], news: [] };
  const found = await vault.record(record.key);
  // Where somebody else writes the record at this moment, the next run looks again.
  if (found?.value.state !== "ended") return { ...NOTHING, findings };
  const missed = proved.strays_revoked > 0;
  // Told with its paper: until that is done it is owed.
  const value = { ...found.value, proof, ...(missed ? { settled: false } : {}) };
  const written = await vault.replaceRecord(value, found.version);
  return { findings, troubles: [], news: written && missed ? [value] : [] };
}

const NOTHING: LookedAgain = { findings: [], troubles: [], news: [] };

/** A look that found what the one before found, and after which another one is owed, is not written down. */
const isWorthWriting = (closed: GrantRecord, first: Proof): boolean =>
  !owesLook(closed) || closed.proof?.strays_revoked !== first.strays_revoked;

const unproved = ({ key }: GrantRecord): Trouble => ({
  owed: `the later look at the end of ${key}`,
  message: "Vault could not revoke everything that came of it",
  hint: "The next run tries again.",
});
