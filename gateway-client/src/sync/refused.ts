/**
 * A snapshot that must not be served. `reason` is reported to the control plane for a publisher to act on; `mayHeal` says
 * that the same generation may be good when fetched again (bytes changed on the way or on the disk).
 */
export class SnapshotRefused extends Error {
  readonly reason: string;
  readonly mayHeal: boolean;

  constructor(reason: string, { mayHeal = false } = {}) {
    super(reason);
    this.name = "SnapshotRefused";
    this.reason = reason;
    this.mayHeal = mayHeal;
  }
}
