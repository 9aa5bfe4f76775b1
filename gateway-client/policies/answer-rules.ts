import type { Exchange } from "./exchange.ts";

/** How `cache-lookup` tells answers apart. */
export interface LookupRules {
  /** The policy's place: it is in the key. */
  readonly stepId: string;
  /** Whether a caller with a credential has answers of its own. */
  readonly variesByCaller: boolean;
  /** Lower-case names. */
  readonly headers: readonly string[];
  /** The whole query where undefined. */
  readonly queryParameters: readonly string[] | undefined;
  /** Whether `Cache-Control` of a request counts. */
  readonly honoursRequest: boolean;
  /** How long a call waits for one of the same kind that is under way. */
  readonly waitMs: number;
}

/** How `cache-store` keeps an answer. */
export interface StoreRules {
  /** The policy's place: what stands behind it in `outbound` runs also for stored answers. */
  readonly stepId: string;
  /** For answers that do not say how long they are fresh. */
  readonly durationMs: number | undefined;
  readonly isPrivateStored: boolean;
  /** Targeted fields in place of `Cache-Control`, in lower case: the first that an answer has (RFC 9213). */
  readonly targetedFields: readonly string[];
  /** For answers that do not say. */
  readonly staleWhileRevalidateMs: number;
  readonly staleIfErrorMs: number;
  readonly bytesMax: number;
  /** What the answer can be purged by. */
  tags(exchange: Exchange): readonly string[];
}
