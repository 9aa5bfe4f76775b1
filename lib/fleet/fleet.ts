/** Gateways report every few seconds; one that has not for this long is not counted on. */
export const SILENT_AFTER_MS = 45_000;

export const gatewayStates = ["registered", "current", "behind", "refusing", "silent", "revoked"] as const;
export type GatewayState = (typeof gatewayStates)[number];

interface GatewayFacts {
  lastSeenAt: Date | null;
  revokedAt: Date | null;
  appliedGeneration: number | null;
  refusedGeneration: number | null;
}

/** How a gateway stands to the newest generation of its group. `registered`: it has never called. */
export function gatewayState(gateway: GatewayFacts, newestGeneration: number | null, now: Date): GatewayState {
  if (gateway.revokedAt) return "revoked";
  if (!gateway.lastSeenAt) return "registered";
  if (now.getTime() - gateway.lastSeenAt.getTime() > SILENT_AFTER_MS) return "silent";
  if (gateway.refusedGeneration !== null && gateway.refusedGeneration > (gateway.appliedGeneration ?? 0))
    return "refusing";
  return newestGeneration !== null && (gateway.appliedGeneration ?? 0) < newestGeneration ? "behind" : "current";
}

const TOKEN_PREFIX = "ghg";

/** The token of a gateway: 256 random bits behind a prefix that secret scanners find. */
export function makeGatewayToken(random: (count: number) => Uint8Array): string {
  return `${TOKEN_PREFIX}_${Buffer.from(random(32)).toString("base64url")}`;
}

/** The bearer token of an Authorization header (RFC 6750, 2.1). */
export function bearerToken(header: string | null): string | undefined {
  return /^bearer +([A-Za-z0-9._~+/=-]{1,500})$/i.exec(header ?? "")?.[1];
}
