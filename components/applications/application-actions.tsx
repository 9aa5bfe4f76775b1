"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ApplicationView } from "#lib/applications/view.ts";
import { applicationChangeForm, archiveApplication, changeApplication } from "#lib/client/applications.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { ApplicationFields } from "./application-fields.tsx";

interface ApplicationActionsProps {
  application: ApplicationView;
  openSubscriptions: number;
}

export function ApplicationActions({ application, openSubscriptions }: ApplicationActionsProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "archive">();
  const close = () => setOpen(undefined);

  async function archive() {
    const problem = await archiveApplication(application.id);
    if (!problem) router.refresh();
    return problem;
  }

  return (
    <>
      <Button onClick={() => setOpen("edit")}>
        <Pencil aria-hidden /> Edit
      </Button>
      <Button onClick={() => setOpen("archive")}>Archive</Button>
      <Dialog isOpen={open === "edit"} onClose={close} title="Edit application" size="medium">
        <EditForm application={application} onDone={close} />
      </Dialog>
      <ConfirmByNameDialog
        isOpen={open === "archive"}
        onClose={close}
        title={`Archive ${application.name}?`}
        consequence={consequenceOf(openSubscriptions)}
        name={application.name.trim()}
        action="Archive"
        onConfirm={archive}
      />
    </>
  );
}

function EditForm({ application, onDone }: { application: ApplicationView; onDone: () => void }) {
  const router = useRouter();
  const { name, description } = application;
  const form = useForm({
    schema: applicationChangeForm,
    initial: { name, description },
    submit: async (values) => {
      const problem = await changeApplication(application, values);
      if (problem) return problem;
      showToast({ title: "The application is changed" });
      router.refresh();
      onDone();
      return undefined;
    },
  });
  return (
    <Form form={form} label="Edit application">
      <ApplicationFields />
      <SubmitButton className="self-end">Save</SubmitButton>
    </Form>
  );
}

function consequenceOf(open: number): string {
  const kept = "Its history and usage stay. It cannot be taken back.";
  if (open === 0) return `It has no open subscriptions: nothing stops working. ${kept}`;
  const held = open === 1 ? "Its open subscription is" : `Its ${open} open subscriptions are`;
  return `${held} cancelled, and their keys are refused by every gateway within a second. ${kept}`;
}
