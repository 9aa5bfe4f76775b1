import type { GatewayView } from "#lib/fleet/view.ts";
import { Banner } from "../ui/banner.tsx";
import { ButtonLink } from "../ui/button.tsx";

/** What a gateway would not load, why, what that means, and what can be done about it. */
export function Refusal({ gateway }: { gateway: GatewayView }) {
  const { name, group, appliedGeneration, refusedGeneration, refusedReason, state } = gateway;
  if (state !== "refusing" || refusedGeneration === null) return null;
  return (
    <Banner
      tone="bad"
      title={`${name} refuses generation ${refusedGeneration}`}
      action={
        <ButtonLink size="small" href={`/console/installation/snapshots/${group}/${refusedGeneration}`}>
          What changed in it
        </ButtonLink>
      }
    >
      <p className="text-ink [overflow-wrap:anywhere]">{refusedReason ?? "It gave no reason."}</p>
      <p>
        {appliedGeneration === null
          ? "It serves nothing until this is mended."
          : `It keeps serving generation ${appliedGeneration}.`}{" "}
        Mend what the reason names and publish again, bring the gateway to a newer version, or put an earlier generation
        back.
      </p>
    </Banner>
  );
}
