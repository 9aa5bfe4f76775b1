"use client";

import { Field } from "../ui/field.tsx";
import { useFormField } from "../ui/form-context.ts";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";

/** How callers say which version they want and who they are; members of the form around it. */
export function CallingFields({ hasTokens = false }: { hasTokens?: boolean }) {
  const scheme = useFormField("scheme")?.value;
  const access = useFormField("access")?.value;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Version stands in" name="scheme">
          <Select options={schemes} />
        </Field>
        {(scheme === "header" || scheme === "query") && (
          <Field label={scheme === "header" ? "Name of the header" : "Name of the parameter"} name="schemeName">
            <Input
              spellCheck={false}
              autoComplete="off"
              placeholder={scheme === "header" ? "x-api-version" : "version"}
            />
          </Field>
        )}
      </div>
      <RadioGroup
        label="Callers show"
        name="access"
        options={hasTokens ? accesses : accesses.filter(({ value }) => value === "key" || value === "none")}
      />
      {(access === "key" || access === "key-or-token") && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Headers with the key" name="headers" hint="Separated by commas.">
            <Input spellCheck={false} autoComplete="off" />
          </Field>
          <Field
            label="Query parameters with the key"
            name="query"
            isOptional
            hint="Addresses are logged by many; headers are better."
          >
            <Input spellCheck={false} autoComplete="off" />
          </Field>
        </div>
      )}
      {hasTokens && (access === "token" || access === "key-or-token") && <TokenFields />}
    </>
  );
}

/** Whose tokens count, and what in them says who calls. */
function TokenFields() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="OpenID configurations"
        name="openidConfig"
        hint="Addresses, separated by commas: https://login.example.com/.well-known/openid-configuration"
      >
        <Input spellCheck={false} autoComplete="off" />
      </Field>
      <Field label="Audiences" name="audiences" isOptional hint="A token must be for one of them.">
        <Input spellCheck={false} autoComplete="off" />
      </Field>
      <Field label="Claim" name="claim" hint="Says who calls: azp, client_id, sub, or one of your own.">
        <Input spellCheck={false} autoComplete="off" />
      </Field>
      <Field label="It names" name="identifies">
        <Select options={identifiables} />
      </Field>
    </div>
  );
}

const identifiables = [
  { value: "client", label: "a client", detail: "Entered at its subscription" },
  { value: "subscription", label: "the subscription", detail: "By its id" },
];

const schemes = [
  { value: "path", label: "the path", detail: "/orders/v1/…" },
  { value: "header", label: "a header" },
  { value: "query", label: "a query parameter" },
  { value: "none", label: "nothing", detail: "There is one version only" },
];

const accesses = [
  {
    value: "key",
    label: "An API key",
    detail: "Of a subscription to a product that holds the API. Limits and usage are per subscription.",
  },
  {
    value: "token",
    label: "A token",
    detail: "A JSON Web Token of an OpenID provider, whose claim leads to a subscription.",
  },
  { value: "key-or-token", label: "A key or a token", detail: "Either is enough. A key counts first." },
  { value: "certificate", label: "A client certificate", detail: "In the TLS handshake, by its fingerprint." },
  { value: "none", label: "Nothing", detail: "Everybody who reaches the gateway may call it." },
];
