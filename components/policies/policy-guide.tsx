import { Card } from "../ui/card.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";

interface PolicyGuideProps {
  policies: { name: string; summary: string; sections: string[] }[];
}

/** What can be written, beside where it is written. */
export function PolicyGuide({ policies }: PolicyGuideProps) {
  return (
    <Card title="What can be written">
      <div className="flex flex-col gap-4 text-small">
        <pre className="whitespace-pre-wrap break-words rounded-control bg-sunken px-3 py-2.5 font-mono text-tiny leading-[1.6]">
          {example}
        </pre>
        <p className="text-soft">
          <code>base</code> is where the outer scope runs: workspace, then product, API, operation. Left out, it runs
          first.
        </p>
        <ScrollRegion label="Policies that can be written" className="max-h-[26rem] overflow-y-auto">
          <dl className="flex flex-col gap-2.5">
            {policies.map(({ name, summary, sections }) => (
              <div key={name}>
                <dt className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <code className="font-semibold">{name}</code>
                  <span className="text-faint text-tiny">{sections.join(", ")}</span>
                </dt>
                <dd className="text-soft">{summary}</dd>
              </div>
            ))}
          </dl>
        </ScrollRegion>
      </div>
    </Card>
  );
}

const example = `inbound:
  - base
  - rate-limit: { calls: 10, renewal-period: 1s }
outbound:
  - set-header: { name: x-served-by, value: us }`;
