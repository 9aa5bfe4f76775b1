import type { GatewayStatus } from "@gatehouse/contract/status.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { Waker } from "./waiting.ts";

const HEARTBEAT_MS = 10_000;

export interface HeartbeatOptions {
  controlPlane: Pick<ControlPlane, "postStatus">;
  status(): GatewayStatus;
  /** Woken when something changed that the control plane should know at once. */
  waker: Waker;
  onFault(fault: unknown): void;
  signal: AbortSignal;
}

/** Reports at every beat and at every change, until the signal ends it. */
export async function sendHeartbeats({
  controlPlane,
  status,
  waker,
  onFault,
  signal,
}: HeartbeatOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      await controlPlane.postStatus(status());
      onFault(undefined);
    } catch (fault) {
      onFault(fault); // the next beat tells the same and more
    }
    await waker.wait(HEARTBEAT_MS, signal);
  }
}
