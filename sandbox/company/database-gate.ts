import type { Acme } from "../acme.ts";
import { type Gate, startGate } from "../gate.ts";

/** Vault reaches the orders database through a gate from now on; people reach it themselves. */
export async function gateBeforeDatabase({ bao, postgres, orders }: Acme): Promise<Gate> {
  const gate = await startGate(postgres);
  const { data } = await bao.root.read("database/config/orders");
  await bao.root.write("database/config/orders", {
    plugin_name: data.plugin_name,
    allowed_roles: data.allowed_roles,
    username: orders.vaultAdmin.user,
    password: orders.vaultAdmin.password,
    password_authentication: "scram-sha-256",
    username_template: data.connection_details.username_template,
    connection_url: `postgresql://{{username}}:{{password}}@${gate.host}:${gate.port}/orders?sslmode=disable&connect_timeout=2`,
  });
  return gate;
}
