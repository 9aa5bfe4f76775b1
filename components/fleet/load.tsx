import type { GatewayView } from "#lib/fleet/view.ts";
import { plainNumber } from "../ui/number-format.ts";

/** Requests at this moment and memory, as the gateway last reported them. */
export function Load({ gateway: { requestsInFlight, residentBytes } }: { gateway: GatewayView }) {
  if (requestsInFlight === null || residentBytes === null) return <span className="text-faint">not reported</span>;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {plainNumber(requestsInFlight)} in flight
      <span className="block text-faint text-tiny">{plainNumber(Math.round(residentBytes / MEGABYTE))} MB memory</span>
    </span>
  );
}

const MEGABYTE = 1_000_000;
