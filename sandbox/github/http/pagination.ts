/** Pagination as GitHub does it: `per_page`, `page`, and a `Link` header. */
import { ok, type Reply } from "./router.ts";

interface Paged {
  readonly input: { readonly [parameter: string]: unknown };
  readonly url: URL;
}

/** The slice a request asks for: page from 1, at most 100 a page, 30 unless told. */
export function page<T>(
  call: Paged,
  items: readonly T[],
  total = items.length,
): {
  items: readonly T[];
  headers: Record<string, string>;
} {
  const size = Math.min(Math.max(Number(call.input.per_page ?? 30), 1), 100);
  const at = Math.max(Number(call.input.page ?? 1), 1);
  const last = Math.max(Math.ceil(total / size), 1);
  const link = (number: number, rel: string) => {
    const url = new URL(call.url);
    url.searchParams.set("page", String(number));
    return `<${url}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (at > 1) links.push(link(at - 1, "prev"));
  if (at < last) links.push(link(at + 1, "next"), link(last, "last"));
  if (at > 1) links.push(link(1, "first"));
  return {
    items: items.slice((at - 1) * size, at * size),
    headers: links.length > 0 ? { link: links.join(", ") } : {},
  };
}

/** A page of items, each shown. */
export async function list<T>(call: Paged, items: readonly T[], show: (item: T) => unknown): Promise<Reply> {
  const slice = page(call, items);
  return { ...ok(await Promise.all(slice.items.map(show))), headers: slice.headers };
}

/** A page inside an envelope with `total_count`. */
export async function counted<T>(
  call: Paged,
  key: string,
  items: readonly T[],
  show: (item: T) => unknown,
): Promise<Reply> {
  const slice = page(call, items);
  const body = { total_count: items.length, [key]: await Promise.all(slice.items.map(show)) };
  return { ...ok(body), headers: slice.headers };
}
