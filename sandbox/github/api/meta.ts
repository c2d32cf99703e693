import { ok, operation, type Registered } from "../http/router.ts";

export const meta: readonly Registered[] = [
  operation("rate-limit/get", { differences: ["core, graphql and search only"] }, ({ world, actor }) => {
    const rate = world.rates.look(actor, world.now());
    const idle = { limit: rate.limit, used: 0, remaining: rate.limit, reset: rate.reset };
    return ok({
      resources: { core: rate, graphql: idle, search: { ...idle, limit: 30, remaining: 30 } },
      rate,
    });
  }),
];
