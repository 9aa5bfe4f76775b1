"use client";

import { parseAsString, useQueryState } from "nuqs";
import { Select } from "../ui/select.tsx";

interface ProductSwitchProps {
  products: { slug: string; name: string }[];
  current: string | undefined;
  label: string;
  noneLabel: string;
}

export function ProductSwitch({ products, current, label, noneLabel }: ProductSwitchProps) {
  const [, setProduct] = useQueryState("product", parseAsString.withOptions({ shallow: false }));
  return (
    <Select
      label={label}
      options={[{ value: NONE, label: noneLabel }, ...products.map(({ slug, name }) => ({ value: slug, label: name }))]}
      value={current ?? NONE}
      onChange={(value) => void setProduct(value === NONE ? null : value)}
    />
  );
}

const NONE = "*";
