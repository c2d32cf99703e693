/** To have access for longer than a role allows by issuing again: with the same key, over the first, through other roles. */
import type { VaultClient } from "../../../sandbox/vault-client.ts";
import { type Attempt, post } from "../attempt.ts";
import type { Target } from "../target.ts";

export function longerByIssuingAgain(target: Target): Attempt[] {
  const { R, oncall, BG, admin, key, grantToken, grantAccessor, wrapping } = target;
  const maxima = [
    [R, 8 * 3600],
    [oncall, 2 * 3600],
    [BG, 1800],
    [admin, 3600],
  ] as const;
  const life = { explicit_max_ttl: "99999999s", meta: { key }, display_name: "alice" };
  const again = (role: string, max: number, what: string): Attempt => ({
    ...post(`auth/token/create/${role}`, life, what),
    options: { wrapTtl: "60s" },
    harmless: async (answer, administrator) => {
      const second = await ttlOf(administrator, answer.body.wrap_info.wrapped_accessor);
      if (second > max) return `the second lives for ${second} s, not ${max}`;
      const first = await ttlOf(administrator, grantAccessor);
      return first > 600 ? `the first lives for ${first} s now` : undefined;
    },
  });
  return [
    ...maxima.flatMap(([role, max]) => [
      again(role, max, `mint ${role} with the key of a live grant`),
      again(role, max, `mint ${role} with that key a second time`),
    ]),
    ...maxima.map(([role]) => ({
      ...post(`auth/token/create/${role}`, { ...life, id: grantToken }, `mint ${role} over the live token`),
      options: { wrapTtl: "60s" },
      refused: [400, 403],
    })),
    post("auth/token/renew", { token: grantToken, increment: "9h" }, "renew the first by its token"),
    post("sys/wrapping/rewrap", { token: wrapping }, "wrap a pick-up anew, for longer"),
    post("sys/wrapping/unwrap", { token: wrapping }, "open a pick-up with the job's own login"),
  ];
}

const ttlOf = async (administrator: VaultClient, accessor: string): Promise<number> =>
  (await administrator.write("auth/token/lookup-accessor", { accessor })).data.ttl;
