import type { GatewayStatus, StatusAnswer } from "@gatehouse/contract/status.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { Waker } from "./waiting.ts";

const HEARTBEAT_MS = 10_000;

export interface HeartbeatOptions {
  controlPlane: Pick<ControlPlane, "postStatus">;
  status(): GatewayStatus;
  /** Woken when something changed that the control plane should know at once. */
  waker: Waker;
  onAnswer(answer: StatusAnswer): void;
  onFault(fault: unknown): void;
  signal: AbortSignal;
}

/** Reports at every beat and at every change, until the signal ends it. */
export async function sendHeartbeats({
  controlPlane,
  status,
  waker,
  onAnswer,
  onFault,
  signal,
}: HeartbeatOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      const answer = await controlPlane.postStatus(status());
      if (answer !== undefined) onAnswer(answer);
      onFault(undefined);
    } catch (fault) {
      onFault(fault); // the next beat tells the same and more
    }
    await waker.wait(HEARTBEAT_MS, signal);
  }
}
