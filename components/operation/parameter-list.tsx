import type { VersionAddress } from "#lib/client/reference.ts";
import type { ReferenceParameter } from "#lib/reference/view.ts";
import { SchemaFacts, SchemaType } from "./schema-facts.tsx";
import { SchemaTree } from "./schema-tree.tsx";

/** The parameters of a call by the place where they stand. */
export function ParameterList({ parameters, at }: { parameters: ReferenceParameter[]; at: VersionAddress }) {
  return places.map(({ place, title }) => {
    const here = parameters.filter((each) => each.place === place);
    if (here.length === 0) return null;
    return (
      <section key={place} aria-label={title} className="mt-[34px]">
        <h2 className="mb-1">{title}</h2>
        <ul>
          {here.map(({ name, isRequired, node }) => (
            <li key={name} className="min-w-0 border-line border-t py-3">
              <div className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
                <code className="min-w-0 break-all">{name}</code>
                <SchemaType node={node} isRequired={isRequired} />
              </div>
              <SchemaFacts node={node} />
              <SchemaTree node={node} at={at} depth={1} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

const places = [
  { place: "path", title: "Path parameters" },
  { place: "query", title: "Query parameters" },
  { place: "header", title: "Header parameters" },
  { place: "cookie", title: "Cookies" },
] as const;
