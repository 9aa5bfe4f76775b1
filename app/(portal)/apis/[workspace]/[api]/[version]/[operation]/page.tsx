import type { Metadata } from "next";
import { AnswerList } from "#components/operation/answer-list.tsx";
import { ContentList } from "#components/operation/content-list.tsx";
import { GatewayAnswers } from "#components/operation/gateway-answers.tsx";
import { OperationHead } from "#components/operation/operation-head.tsx";
import { OperationSamples } from "#components/operation/operation-samples.tsx";
import { OperationSide } from "#components/operation/operation-side.tsx";
import { ParameterList } from "#components/operation/parameter-list.tsx";
import { SampleAnswer } from "#components/operation/sample-answer.tsx";
import { TryButton } from "#components/operation/try-button.tsx";
import { BriefText } from "#components/ui/brief-text.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import type { OperationView } from "#lib/catalog/view.ts";
import { operationPath } from "#lib/client/portal-paths.ts";
import { callUrl } from "#lib/reference/call-url.ts";
import { codeSamples } from "#lib/reference/code-samples.ts";
import { sampleRequest } from "#lib/reference/sample-request.ts";
import type { OperationReference } from "#lib/reference/view.ts";
import { operationsBeside } from "../../../../../../_portal/operations-beside.ts";
import { tryTarget } from "../../../../../../_portal/try-target.ts";
import { loadApi, loadOperation, shownVersion, unescaped } from "../../../../../../_reader/catalog.ts";

interface OperationPageProps {
  params: Promise<{ workspace: string; api: string; version: string; operation: string }>;
}

export async function generateMetadata({ params }: OperationPageProps): Promise<Metadata> {
  const { api, version, operation, reference } = await load(params);
  const title = titleOf(operation, reference);
  return {
    title: `${title} · ${api.name}`,
    description: `${operation.method} ${operation.template} of ${api.name} ${version.name}: ${reference.parameters.length} parameters, answers, samples, and a form to try it.`,
    alternates: { canonical: operationPath(api.workspace.slug, api.slug, version.name, operation.key) },
  };
}

/** One operation in three columns: the others beside it, what it takes and answers, and how it is called. */
export default async function OperationPage({ params }: OperationPageProps) {
  const { api, version, operation, reference } = await load(params);
  const at = { workspace: api.workspace.slug, api: api.slug, version: version.name };
  const title = titleOf(operation, reference);
  const request = sampleRequest(api, version.name, operation, reference);
  const [beside, target] = await Promise.all([
    operationsBeside(at, operation),
    tryTarget(api, version.name, operation, request),
  ]);
  return (
    <div className="grid lg:grid-cols-[230px_minmax(0,1fr)_360px] xl:grid-cols-[250px_minmax(0,1fr)_440px]">
      <aside className="sticky top-[58px] h-[calc(100dvh-58px)] overflow-y-auto border-line border-r px-3.5 py-5 max-lg:hidden">
        <OperationSide {...beside} at={at} current={operation.key} />
      </aside>
      <div className="min-w-0 max-w-[760px] px-4 pt-[22px] pb-16 sm:px-7 md:pt-[30px] xl:px-10">
        <OperationHead
          api={api}
          version={version}
          operation={operation}
          title={title}
          base={callUrl(api.gatewayUrls[0] ?? "", api, version.name)}
        />
        {reference.description.trim() !== title && <Markdown text={reference.description} />}
        <ParameterList parameters={reference.parameters} at={at} />
        {reference.body && (
          <section aria-labelledby="body" className="mt-[34px]">
            <h2 id="body" className="mb-1">
              Body{" "}
              <span className="font-normal text-faint text-tiny">
                {reference.body.isRequired ? "required" : "optional"}
              </span>
            </h2>
            <div className="text-small text-soft">
              <BriefText text={reference.body.description} />
            </div>
            <ContentList contents={reference.body.contents} at={at} />
          </section>
        )}
        <section aria-labelledby="answers" className="mt-[34px]">
          <h2 id="answers" className="mb-1">
            Answers
          </h2>
          <AnswerList answers={reference.answers} at={at} />
          <GatewayAnswers needsKey={!("none" in api.credentials)} />
        </section>
      </div>
      <aside
        aria-label="Samples"
        className="flex min-w-0 flex-col gap-4 border-line bg-sunken p-4 *:shrink-0 max-lg:border-t sm:p-[22px] lg:sticky lg:top-[58px] lg:h-[calc(100dvh-58px)] lg:overflow-y-auto lg:border-l"
      >
        <div className="flex items-center justify-between gap-3">
          <h2 className="text-base!">Call it</h2>
          <TryButton target={target} />
        </div>
        <OperationSamples samples={codeSamples(request)} />
        {request.key && (
          <p className="text-faint text-tiny">
            <code>{request.key.variable}</code> stands for your key.
          </p>
        )}
        <SampleAnswer answers={reference.answers} />
      </aside>
    </div>
  );
}

const TITLE_LENGTH_MAX = 70;

/** Where the authors gave no summary, the first words of the description stand in for it, if they are few. */
function titleOf({ summary, template }: OperationView, reference: OperationReference): string {
  if (reference.summary !== "") return reference.summary;
  return summary !== "" && summary.length <= TITLE_LENGTH_MAX ? summary : template;
}

async function load(params: OperationPageProps["params"]) {
  const { workspace, api: slug, version: name, operation: key } = await params;
  const api = await loadApi(workspace, slug);
  const version = shownVersion(api, unescaped(name));
  return { api, version, ...(await loadOperation(workspace, slug, version.name, unescaped(key))) };
}
