import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Code } from "./_parts/code.tsx";
import { Controls } from "./_parts/controls.tsx";
import { Data } from "./_parts/data.tsx";
import { Figures } from "./_parts/figures.tsx";
import { Forms } from "./_parts/forms.tsx";
import { Layers } from "./_parts/layers.tsx";
import { Lists } from "./_parts/lists.tsx";
import { Words } from "./_parts/words.tsx";

export default function DesignSystem() {
  return (
    <ConsolePage
      crumbs={[{ label: "Portal's frame", href: "/console/ui/portal" }, { label: "Primitives" }]}
      title="Design system"
      description="Every primitive in every state. What a page needs and does not find here belongs here first."
      actions={
        <ButtonLink href="/console/ui/portal" variant="primary">
          Portal's frame
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-9">
        <Controls />
        <Forms />
        <Words />
        <Layers />
        <Lists />
        <Data />
        <Figures />
        <Code />
      </div>
    </ConsolePage>
  );
}
