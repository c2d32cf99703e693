/**
 * Reads Prometheus' text format 0.0.4 as strictly as its description allows, sharing nothing with what writes it:
 * https://prometheus.io/docs/instrumenting/exposition_formats/ and the naming rules beside it.
 */
export interface Family {
  readonly type: string;
  readonly help: string;
  /** By the labels as they are written, `{a="b"}`; without labels by an empty text. */
  readonly samples: ReadonlyMap<string, number>;
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? (\\S+)$`);
const TYPES = ["counter", "gauge", "histogram", "summary", "untyped"];

export function parseMetrics(text: string): Map<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line has no line feed");
  const families = new Map<string, { type: string; help: string; samples: Map<string, number> }>();
  let help: readonly [name: string, text: string] | undefined;
  let current: string | undefined;
  for (const line of text.slice(0, -1).split("\n")) {
    const said = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line);
    if (said) {
      const [, what, name = "", rest = ""] = said;
      if (what === "HELP") {
        if (families.has(name)) throw new Error(`HELP of ${name} stands twice, or after its samples`);
        help = [name, rest];
        continue;
      }
      if (!TYPES.includes(rest)) throw new Error(`${name} has the type ${rest}`);
      if (help?.[0] !== name) throw new Error(`TYPE of ${name} does not follow its HELP`);
      if (rest === "counter" && !name.endsWith("_total")) throw new Error(`counter ${name} is no _total`);
      families.set(name, { type: rest, help: help[1], samples: new Map() });
      current = name;
      continue;
    }
    const sample = SAMPLE.exec(line);
    if (!sample) throw new Error(`no line of the format: ${line}`);
    const [, name = "", labels = "", value = ""] = sample;
    if (name !== current) throw new Error(`${name} stands outside its family`);
    const number = Number(value);
    if (value === "" || Number.isNaN(number)) throw new Error(`${name} has the value ${value}`);
    const samples = families.get(name)?.samples;
    if (samples?.has(labels)) throw new Error(`${name}${labels} stands twice`);
    samples?.set(labels, number);
  }
  for (const [name, { samples }] of families)
    if (samples.size === 0) throw new Error(`${name} has no sample`);
  return families;
}

/** One number; undefined where there is none. */
export const metricOf = (
  families: ReadonlyMap<string, Family>,
  name: string,
  labels = "",
): number | undefined => families.get(name)?.samples.get(labels);
