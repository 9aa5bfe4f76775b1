"use client";

import type { InboxItem } from "#lib/client/approvals.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { noteForm, reasonForm } from "#lib/client/workspace-subscriptions.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { useForm } from "../ui/use-form.ts";
import { nameOf } from "./inbox.ts";

interface DecisionDialogProps {
  verb: "approve" | "reject";
  items: InboxItem[];
  onClose(): void;
  /** Decides on all of them; what was refused comes back. */
  onDecide(note: string): Promise<ShownProblem | undefined>;
}

/** Before several are decided, or somebody is refused: says whom it is about, and asks for the words that they will read. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { verb, items, onClose } = props;
  const [first] = items;
  const what = items.length === 1 && first ? nameOf(first) : `${items.length} requests`;
  return (
    <Dialog isOpen onClose={onClose} title={`${verb === "approve" ? "Approve" : "Reject"} ${what}`}>
      {items.length > 1 && (
        <ul className="mb-4 max-h-40 list-disc overflow-y-auto pl-5 text-small text-soft">
          {items.map((item) => (
            <li key={item.id}>
              {nameOf(item)}
              {item.kind === "request" && `, ${item.request.product.name} ${item.request.plan.name}`}
            </li>
          ))}
        </ul>
      )}
      <Words {...props} />
    </Dialog>
  );
}

function Words({ verb, items, onClose, onDecide }: DecisionDialogProps) {
  const form = useForm<{ note?: string | undefined }>({
    schema: verb === "reject" ? reasonForm : noteForm,
    initial: { note: "" },
    submit: async ({ note }) => {
      const problem = await onDecide(note ?? "");
      if (problem === undefined) onClose();
      return problem;
    },
  });
  const count = items.length > 1 ? ` ${items.length}` : "";
  return (
    <Form form={form} label="Decision" mayBeLeft>
      {verb === "reject" ? (
        <Field
          label="Reason"
          name="note"
          hint={`${items.length === 1 ? "The applicant reads" : "All of them read"} it.`}
        >
          <Textarea rows={3} charactersMax={2_000} />
        </Field>
      ) : (
        <Field label="A note to all of them" name="note" isOptional>
          <Textarea rows={3} charactersMax={2_000} />
        </Field>
      )}
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton variant={verb === "reject" ? "danger" : "primary"}>
          {verb === "reject" ? `Reject${count}` : `Approve${count}`}
        </SubmitButton>
      </div>
    </Form>
  );
}
