/** How much of a caller's address may be kept. */
export type AddressPrivacy = "full" | "truncated" | "none";

/** IPv4 without its last byte, IPv6 by its first 48 bits: enough for a network, too little for a person. */
export function keptAddress(address: string, privacy: AddressPrivacy): string {
  if (privacy === "full") return address;
  if (privacy === "none") return "";
  if (!address.includes(":")) return address.replace(/\.\d+$/, ".0");
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  // What `::` stands for is zeros, as is all that is left out.
  const first = tail === undefined || groups.length >= 3 ? groups.slice(0, 3) : [...groups, "0", "0", "0"].slice(0, 3);
  return `${first.map((group) => group || "0").join(":")}::`;
}
