import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import type { Tone } from "../ui/tone.ts";

interface Step {
  policy: string;
  id: string;
  scope: string;
  /** The configuration as YAML. */
  text: string;
}

interface EffectivePoliciesProps {
  sections: { title: string; note: string; steps: Step[] }[];
}

/** What a call meets, in the order written, each step with the scope that it comes from. */
export function EffectivePolicies({ sections }: EffectivePoliciesProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {sections.map(({ title, note, steps }) => (
        <Card key={title} title={title} description={note} isFlush>
          {steps.length === 0 ? (
            <p className="px-5 py-3.5 text-faint text-small">Nothing.</p>
          ) : (
            <ol>
              {steps.map((step) => (
                <StepLine key={step.id} step={step} />
              ))}
            </ol>
          )}
        </Card>
      ))}
    </div>
  );
}

function StepLine({ step }: { step: Step }) {
  return (
    <li className="grid gap-x-5 gap-y-1.5 border-line border-b px-5 py-3 last:border-0 md:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <code className="font-semibold">{step.policy}</code>
          <Badge tone={toneOf(step.scope)} isPlain>
            {step.scope.replace(":", " ")}
          </Badge>
        </p>
        <p className="break-all text-faint text-tiny">{step.id}</p>
      </div>
      <pre className="min-w-0 whitespace-pre-wrap break-words font-mono text-tiny leading-[1.6]">{step.text}</pre>
    </li>
  );
}

function toneOf(scope: string): Tone {
  if (scope.startsWith("product:")) return "warn";
  return tones.get(scope) ?? "neutral";
}

const tones = new Map<string, Tone>([
  ["workspace", "info"],
  ["api", "accent"],
  ["operation", "good"],
]);
