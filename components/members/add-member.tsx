"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addMember, memberForm } from "#lib/client/members.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { roles } from "./roles.ts";

interface AddMemberProps {
  workspace: string;
  /** The palette leads here with the dialog open. */
  isAsked: boolean;
}

export function AddMember({ workspace, isAsked }: AddMemberProps) {
  const [isOpen, setOpen] = useState(isAsked);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Add a member
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Add a member"
        description="They need an account here; they see the workspace at once."
      >
        <MemberForm workspace={workspace} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

/** Lives only while the dialog is open, so that it always begins empty. */
function MemberForm({ workspace, onClose }: { workspace: string; onClose(): void }) {
  const router = useRouter();
  const form = useForm({
    schema: memberForm,
    initial: { email: "", role: "viewer" },
    submit: async (values) => {
      const problem = await addMember(workspace, values);
      if (problem) return problem;
      showToast({ title: `${values.email} is a member now` });
      router.refresh();
      onClose();
    },
  });
  return (
    <Form form={form} label="Add a member" mayBeLeft>
      <Field label="E-mail address" name="email">
        <Input type="email" autoComplete="off" inputMode="email" spellCheck={false} />
      </Field>
      <RadioGroup label="Role" name="role" options={roles} />
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton>Add</SubmitButton>
      </div>
    </Form>
  );
}
