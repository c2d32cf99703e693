import type { Settings } from "./model.ts";

/**
 * Where a ticket is to be seen, as the settings say (`tickets.url`); undefined where they do not, and for a ticket
 * that is no name of one. Whatever the ticket is, it stays one part of the address: every sign that means something
 * in an address or in Markdown is written as `%` and its number.
 */
export function ticketLink(
  settings: Pick<Settings, "tickets"> | undefined,
  ticket: string | undefined,
): string | undefined {
  const url = settings?.tickets?.url;
  // Dots alone would lead up in the address.
  if (url === undefined || ticket === undefined || !/[\p{Letter}\p{Number}]/u.test(ticket)) return undefined;
  const encoded = encodeURIComponent(ticket.toWellFormed()).replace(
    /[!'()*~_]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return url.replace("{ticket}", () => encoded);
}
