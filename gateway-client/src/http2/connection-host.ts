import type { ConnectionHost } from "../http1/connection-host.ts";

export interface StreamBounds {
  /** Streams that a caller may have open at one time. */
  streamsMax: number;
}

/** What a connection of HTTP/2 needs of its server. */
export interface Http2Host extends Omit<ConnectionHost, "date"> {
  readonly bounds: ConnectionHost["bounds"] & StreamBounds;
}
