/** How much of a caller's address may be kept. */
export type AddressPrivacy = "full" | "truncated" | "none";

const REMEMBERED = 10_000;
const networks = new Map<string, string>();

/** IPv4 without its last byte, IPv6 by its first 48 bits: enough for a network, too little for a person. */
export function keptAddress(address: string, privacy: AddressPrivacy): string {
  if (privacy === "full") return address;
  if (privacy === "none") return "";
  const known = networks.get(address);
  if (known !== undefined) return known;
  if (networks.size >= REMEMBERED) networks.clear();
  const network = networkOf(address);
  networks.set(address, network);
  return network;
}

function networkOf(address: string): string {
  if (!address.includes(":")) return address.replace(/\.\d+$/, ".0");
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  // What `::` stands for is zeros, as is all that is left out.
  const first = tail === undefined || groups.length >= 3 ? groups.slice(0, 3) : [...groups, "0", "0", "0"].slice(0, 3);
  return `${first.map((group) => group || "0").join(":")}::`;
}
