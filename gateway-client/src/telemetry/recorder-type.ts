/** Counts calls. It is called once for each, on the request path: it must not allocate much nor throw. */
export interface Recorder {
  /**
   * @param version id of the API version, null for calls that met none
   * @param operation null for calls that met no operation
   * @param subscription null for calls without a valid key
   * @param bytesIn body bytes of the request, as sent on the connection without its framing
   * @param bytesOut body bytes of the answer
   * @param totalMs from the request's complete header to the answer's last byte handed to the system
   * @param upstreamMs from the call to the backend to its answer's last byte; negative when no backend was called
   */
  record(
    version: string | null,
    operation: string | null,
    subscription: string | null,
    status: number,
    bytesIn: number,
    bytesOut: number,
    totalMs: number,
    upstreamMs: number,
  ): void;
}
