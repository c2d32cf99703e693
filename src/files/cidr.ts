/** Whether a text is a network in CIDR notation, IPv4 or IPv6, as Vault reads it. */
export function isCidr(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  if (bits === undefined || more.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return (isIpv4(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128);
}

const isIpv4 = (text: string): boolean => {
  const parts = text.split(".");
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
};

/** Groups of four hex digits, `::` once for a run of zeros; no zone, no IPv4 at the end. */
function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  return (
    groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (halves.length === 2 ? groups.length <= 7 : groups.length === 8)
  );
}
