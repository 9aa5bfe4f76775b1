import type { GatewayView } from "#lib/fleet/view.ts";

/** What a gateway serves, beside the newest generation of its group where that is another one. */
export function Generation({ gateway }: { gateway: GatewayView }) {
  const { appliedGeneration, newestGeneration } = gateway;
  if (appliedGeneration === null) return <span className="text-faint">none yet</span>;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {appliedGeneration}
      {newestGeneration !== null && newestGeneration > appliedGeneration && (
        <span className="text-faint"> of {newestGeneration}</span>
      )}
    </span>
  );
}
