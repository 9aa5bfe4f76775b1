import Link from "next/link";
import { AddressList } from "#components/apis/address-list.tsx";
import { consolePaths } from "#components/apis/api-paths.ts";
import { seenBy } from "#components/apis/api-table.tsx";
import { callAddresses } from "#components/apis/call-addresses.ts";
import { VersionBadge } from "#components/apis/version-badge.tsx";
import { RevisionTable } from "#components/revisions/revision-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { VersionPlace } from "#lib/catalog/place.ts";
import { listRevisions } from "#lib/catalog/read.ts";
import type { ApiView, VersionView } from "#lib/catalog/view.ts";
import { env } from "#lib/env.ts";
import { read } from "../../../../../_reader/read.ts";
import { namesIn } from "../_people.ts";
import { type ApiPageProps, apiOf, chosenVersion } from "../_read.ts";

export default async function ApiOverviewPage({ params }: ApiPageProps) {
  const { workspace, api: slug } = await params;
  const api = await apiOf(workspace, slug);
  const version = chosenVersion(api.versions, undefined);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <Versions api={api} />
        {version && <Latest workspace={workspace} api={slug} version={version.name} />}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title="Where it is">
          <AddressList addresses={addressesOf(api)} />
        </Card>
        <Card title="At a glance">
          <KeyValueList
            items={[
              { key: "Slug", value: <code>{api.slug}</code> },
              { key: "Category", value: api.category || "none" },
              { key: "Tags", value: api.tags.join(", ") || "none" },
              { key: "Seen by", value: seenBy[api.visibility] },
              { key: "Callers show", value: credentialsInWords(api) },
              { key: "Version in", value: versioningInWords(api) },
              { key: "Without TLS", value: withoutTls[api.https.mode] },
              { key: "Gateways", value: api.gatewayGroups.join(", ") || "none" },
              { key: "Created", value: <Time at={api.createdAt} /> },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

function Versions({ api }: { api: ApiView }) {
  return (
    <Card title="Versions" isFlush>
      {api.versions.length === 0 ? (
        <EmptyState title="No version yet">A version comes with its first revision.</EmptyState>
      ) : (
        <ul>
          {api.versions.toReversed().map((version) => (
            <VersionLine key={version.id} api={api} version={version} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What is on its way, and what came last. */
async function Latest(place: VersionPlace) {
  const [{ items }, names] = await Promise.all([
    read((ctx) => listRevisions(ctx, place, { limit: LATEST_SHOWN })),
    namesIn(place.workspace),
  ]);
  return (
    <section>
      <h2 className="mt-2 mb-2.5">Latest revisions of {place.version}</h2>
      <RevisionTable place={place} revisions={items} names={names} />
    </section>
  );
}

const LATEST_SHOWN = 4;

function VersionLine({ api, version }: { api: ApiView; version: VersionView }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b px-5 py-3.5 last:border-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            href={consolePaths.revisions(api.workspace, api.slug, version.name)}
            className="rounded-chip font-[550] hover:underline"
          >
            {version.name}
          </Link>
          <VersionBadge state={version.state} />
          {version.isDefault && <Badge isPlain>default</Badge>}
        </p>
        {version.sunsetAt && (
          <p className="text-small text-warn">
            Ends <Time at={version.sunsetAt} form="day" />
            {version.successor && `, ${version.successor} follows`}
          </p>
        )}
      </div>
      <p className="text-small text-soft">
        {version.liveRevision === null ? (
          "Nothing live yet"
        ) : (
          <>
            <Link
              href={consolePaths.revision(api.workspace, api.slug, version.name, version.liveRevision)}
              className="rounded-chip hover:underline"
            >
              Revision {version.liveRevision}
            </Link>{" "}
            live{" "}
            {version.liveAt && (
              <>
                since <Time at={version.liveAt} form="day" />
              </>
            )}
          </>
        )}
      </p>
    </li>
  );
}

function addressesOf(api: ApiView) {
  const isShown = api.versions.some(({ state }) => state === "published" || state === "deprecated");
  const page = { label: "Portal page", url: `${env.publicUrl}/apis/${api.workspace}/${api.slug}`, isPage: true };
  const gateways = callAddresses(api).map((url) => ({ label: "Gateway address", url }));
  return [...(isShown ? [page] : []), ...gateways];
}

function credentialsInWords({ credentials }: ApiView): string {
  if ("none" in credentials) return "nothing";
  const { headers = [], query = [] } = credentials.apiKey ?? {};
  const places = [...headers.map((name) => `header ${name}`), ...query.map((name) => `query parameter ${name}`)];
  return [
    ...(places.length > 0 ? [`an API key in ${places.join(" or ")}`] : []),
    ...(credentials.jwt
      ? [`a token of ${credentials.jwt.openidConfig.map((url) => new URL(url).host).join(" or ")}`]
      : []),
    ...(credentials.clientCertificate ? ["a client certificate"] : []),
  ].join(", or ");
}

const withoutTls = { optional: "answered", redirect: "sent to HTTPS", required: "refused" };

function versioningInWords({ versioning }: ApiView): string {
  if (versioning.scheme === "none") return "nothing: one version only";
  return versioning.scheme === "path" ? "the path" : `the ${versioning.scheme} ${versioning.name}`;
}
