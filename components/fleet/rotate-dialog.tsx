"use client";

import { useState } from "react";
import { rotateForm, rotateGatewayToken } from "#lib/client/gateways.ts";
import type { GatewayView } from "#lib/fleet/view.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";
import { useForm } from "../ui/use-form.ts";

interface RotateDialogProps {
  gateway: GatewayView;
  isOpen: boolean;
  onClose(): void;
}

export function RotateDialog({ gateway, isOpen, onClose }: RotateDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="medium"
      title={`Rotate the token of ${gateway.name}`}
      description="The gateway keeps calling with the old token until the overlap ends: give it the new one before that."
    >
      <Rotation gateway={gateway} onClose={onClose} />
    </Dialog>
  );
}

/** Lives only while the dialog is open, so that the token is gone when it closes. */
function Rotation({ gateway, onClose }: Omit<RotateDialogProps, "isOpen">) {
  const [token, setToken] = useState<string>();
  const form = useForm({
    schema: rotateForm,
    initial: { overlap: "1h" },
    submit: async (values) => {
      const answer = await rotateGatewayToken(gateway.id, values);
      if (!answer.isOk) return answer.problem;
      setToken(answer.value.token);
      return undefined;
    },
  });

  if (token !== undefined) {
    return (
      <div className="flex flex-col gap-4" role="status">
        <Banner tone="warn" title="This is the only time that the token is shown">
          Set it as GATEHOUSE_GATEWAY_TOKEN and restart the gateway, or write it into its token file, which needs no
          restart.
        </Banner>
        <CodeBlock title="New token" code={token} />
        <div className="flex justify-end">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Form form={form} label="Rotate the token" mayBeLeft>
      <Field label="The old token works for" name="overlap">
        <Select options={overlaps} />
      </Field>
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton>Rotate</SubmitButton>
      </div>
    </Form>
  );
}

const overlaps = [
  { value: "0s", label: "not any longer", detail: "When it may be in wrong hands" },
  { value: "1h", label: "1 hour" },
  { value: "1d", label: "1 day" },
  { value: "7d", label: "7 days" },
];
