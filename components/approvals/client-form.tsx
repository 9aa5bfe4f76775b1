"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { clientForm, registerClient } from "#lib/client/subscription-clients.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { useFormField } from "../ui/form-context.ts";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";

/** Enters who calls without a key: what the gateway finds in a token or in the TLS handshake. */
export function AddClient({ subscription }: { subscription: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Add a client…
      </Button>
      {isOpen && (
        <Dialog
          isOpen
          onClose={() => setOpen(false)}
          title="Add a client"
          description="For APIs that take tokens or client certificates. Gateways know it within a second."
        >
          <ClientForm subscription={subscription} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function ClientForm({ subscription, onClose }: { subscription: string; onClose(): void }) {
  const router = useRouter();
  const form = useForm({
    schema: clientForm,
    initial: { kind: "client", issuer: "", client: "", certificate: "" },
    submit: async (values) => {
      const problem = await registerClient(subscription, values);
      if (problem !== undefined) return problem;
      showToast({ title: "Added", detail: "Gateways know it within a second." });
      onClose();
      router.refresh();
    },
  });
  return (
    <Form form={form} label="Add a client" mayBeLeft>
      <RadioGroup label="It calls with" name="kind" options={kinds} />
      <ClientFields />
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>Close</Button>
        <SubmitButton variant="primary">Add</SubmitButton>
      </div>
    </Form>
  );
}

function ClientFields() {
  if (useFormField("kind")?.value === "certificate") {
    return (
      <Field
        label="SHA-256 fingerprint"
        name="certificate"
        hint="openssl x509 -noout -fingerprint -sha256 -in client.pem"
      >
        <Input spellCheck={false} autoComplete="off" />
      </Field>
    );
  }
  return (
    <>
      <Field label="Issuer" name="issuer" hint="The claim iss of its tokens, byte for byte.">
        <Input spellCheck={false} autoComplete="off" placeholder="https://login.example.com" />
      </Field>
      <Field label="Client" name="client" hint="What the claim names that the API goes by, azp say.">
        <Input spellCheck={false} autoComplete="off" />
      </Field>
    </>
  );
}

const kinds = [
  { value: "client", label: "Tokens", detail: "Of an OpenID provider." },
  { value: "certificate", label: "A certificate", detail: "In the TLS handshake." },
];
