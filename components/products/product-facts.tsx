import type { ProductView } from "#lib/products/view.ts";
import { KeyValueList } from "../ui/key-value-list.tsx";

/** A product for who may read it and not change it. */
export function ProductFacts({ product }: { product: ProductView }) {
  const { apis, visibility, description, terms, termsVersion } = product;
  return (
    <KeyValueList
      items={[
        { key: "Opens", value: apis.map(({ name }) => name).join(", ") || "No API" },
        { key: "Seen by", value: seenBy[visibility] },
        ...(description ? [{ key: "Description", value: <Text>{description}</Text> }] : []),
        ...(terms ? [{ key: `Terms v${termsVersion}`, value: <Text>{terms}</Text> }] : []),
      ]}
    />
  );
}

function Text({ children }: { children: string }) {
  return <span className="whitespace-pre-line">{children}</span>;
}

const seenBy: Record<ProductView["visibility"], string> = {
  public: "everybody",
  "signed-in": "people with an account",
  restricted: "members of this workspace",
};
