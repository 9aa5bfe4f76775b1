import type { VersionAddress } from "#lib/client/reference.ts";

/** A subscription of the reader that opens the API. */
export interface TrySubscription {
  id: string;
  /** `my-shop · Free`. */
  label: string;
}

/** What Try it has to know of the operation. */
export interface TryTarget {
  at: VersionAddress;
  operation: string;
  method: string;
  /** Address of the version at the gateway; calls are written below it. */
  base: string;
  /** How a key is sent; undefined where none is needed. */
  key: { place: "header" | "query"; name: string } | undefined;
  subscriptions: TrySubscription[];
  isSignedIn: boolean;
  /** Where a key is to be had. */
  subscribeHref: string | undefined;
  signInHref: string;
}
