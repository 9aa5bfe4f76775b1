import { Download } from "lucide-react";
import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { Time } from "../ui/time.tsx";
import { protocolName } from "./access-words.ts";

interface ApiFactsProps {
  api: CatalogApiDetailView;
  version: CatalogApiDetailView["versions"][number];
  /** Where it is called. */
  base: string;
}

/** What a developer copies and takes along. */
export function ApiFacts({ api, version, base }: ApiFactsProps) {
  const { workspace, slug, contacts } = api;
  const described = `/api/v1/catalog/apis/${workspace.slug}/${slug}/versions/${version.name}`;
  const downloads = [
    { label: "OpenAPI 3.1, JSON", href: `${described}/openapi`, file: `${slug}-${version.name}.openapi.json` },
    {
      label: "OpenAPI 3.1, YAML",
      href: `/api/reference/${workspace.slug}/${slug}/${version.name}/openapi.yaml`,
      file: `${slug}-${version.name}.openapi.yaml`,
    },
    { label: "As its authors wrote it", href: `${described}/source`, file: `${slug}-${version.name}` },
  ];
  return (
    <>
      <section aria-labelledby="facts">
        <h2 id="facts" className="mb-2.5">
          At a glance
        </h2>
        <KeyValueList
          items={[
            {
              key: "Address",
              value: (
                <>
                  <code className="break-all">{base}</code> <CopyButton text={base} label="Copy address" isIconOnly />
                </>
              ),
            },
            { key: "Key", value: keyInWords(api) },
            ...(versionInWords(api) ? [{ key: "Version in", value: versionInWords(api) }] : []),
            { key: "Protocol", value: protocolName(api.protocol) },
            { key: "Published by", value: workspace.name },
            ...(version.liveAt ? [{ key: "Changed", value: <Time at={version.liveAt} form="day" /> }] : []),
            ...(version.descriptionVersion ? [{ key: "Described as", value: version.descriptionVersion }] : []),
            ...contacts.map((contact) => ({ key: "Contact", value: <Contact {...contact} /> })),
          ]}
        />
      </section>
      {version.operations > 0 && (
        <section aria-labelledby="downloads">
          <h2 id="downloads" className="mb-2">
            Downloads
          </h2>
          <ul className="flex flex-col gap-1 text-small">
            {downloads.map(({ label, href, file }) => (
              <li key={label}>
                <a
                  href={href}
                  download={file}
                  className="inline-flex items-center gap-2 rounded-chip text-soft hover:text-ink hover:underline"
                >
                  <Download aria-hidden className="size-3.5" /> {label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Contact({ name, email, url }: { name: string; email?: string | undefined; url?: string | undefined }) {
  const href = email ? `mailto:${email}` : url;
  if (href === undefined) return name;
  return (
    <a href={href} rel="noopener noreferrer" className="rounded-chip underline">
      {name}
    </a>
  );
}

function keyInWords({ credentials }: CatalogApiDetailView) {
  if ("none" in credentials) return "None needed";
  const { headers = [], query = [] } = credentials.apiKey ?? {};
  const places = [
    ...headers.map((name) => `header ${name}`),
    ...query.map((name) => `query ${name}`),
    ...(credentials.jwt ? ["token authorization"] : []),
    ...(credentials.clientCertificate ? ["certificate TLS"] : []),
  ];
  return places.map((place, index) => (
    <span key={place}>
      {index > 0 && " or "}
      {place.split(" ")[0]} <code>{place.split(" ")[1]}</code>
    </span>
  ));
}

function versionInWords({ versioning }: CatalogApiDetailView): string | undefined {
  if (versioning.scheme === "header" || versioning.scheme === "query") return `${versioning.scheme} ${versioning.name}`;
  return undefined;
}
