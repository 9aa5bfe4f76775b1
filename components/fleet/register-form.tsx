"use client";

import { useRef, useState } from "react";
import { type GatewaySecrets, gatewayForm, registerGateway } from "#lib/client/gateways.ts";
import { makeOnce } from "#lib/client/once.ts";
import type { GroupView } from "#lib/fleet/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { useForm } from "../ui/use-form.ts";
import { GatewaySecretsPanel } from "./gateway-secrets-panel.tsx";

interface RegisterFormProps {
  groups: Pick<GroupView, "slug" | "name">[];
  initialGroup: string | undefined;
  controlPlaneUrl: string;
}

/** Registers a gateway, and then shows once what it is started with. */
export function RegisterForm({ groups, initialGroup, controlPlaneUrl }: RegisterFormProps) {
  const once = useRef(makeOnce());
  const [secrets, setSecrets] = useState<GatewaySecrets>();
  const form = useForm({
    schema: gatewayForm,
    initial: { name: "", group: initialGroup ?? groups[0]?.slug },
    submit: async (values) => {
      const answer = await registerGateway(values, once.current);
      if (!answer.isOk) return answer.problem;
      setSecrets(answer.value);
      return undefined;
    },
  });

  if (secrets) return <GatewaySecretsPanel secrets={secrets} controlPlaneUrl={controlPlaneUrl} />;
  return (
    <Form form={form} label="Register a gateway" className="max-w-xl">
      <Field
        label="Name"
        name="name"
        hint="Lower-case letters, digits and hyphens; unique in the installation, such as eu-1."
      >
        <Input autoComplete="off" spellCheck={false} />
      </Field>
      <Field label="Group" name="group" hint="Gateways of a group serve the same snapshot behind the same addresses.">
        <Select options={groups.map(({ slug, name }) => ({ value: slug, label: name, detail: slug }))} />
      </Field>
      <div className="flex gap-2.5">
        <SubmitButton>Register</SubmitButton>
        <ButtonLink href="/console/installation/gateways">Cancel</ButtonLink>
      </div>
    </Form>
  );
}
