import { Card } from "../ui/card.tsx";

interface PolicyGuideProps {
  policies: { name: string; summary: string; sections: string[] }[];
}

/** What can be written, beside where it is written. */
export function PolicyGuide({ policies }: PolicyGuideProps) {
  return (
    <Card title="What can be written">
      <div className="flex flex-col gap-4 text-small">
        <pre className="overflow-x-auto rounded-control bg-sunken px-3 py-2.5 font-mono text-tiny leading-[1.6]">
          {example}
        </pre>
        <p className="text-soft">
          <code>base</code> is where the outer scope runs: workspace, then product, API, operation. Left out, it runs
          first.
        </p>
        <dl className="flex max-h-[26rem] flex-col gap-2.5 overflow-y-auto">
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
      </div>
    </Card>
  );
}

const example = `inbound:
  - base
  - rate-limit: { calls: 10, renewal-period: 1s }
outbound:
  - set-header: { name: x-served-by, value: us }`;
