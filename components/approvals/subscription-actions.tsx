"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { moveSubscription, noteForm, reasonForm, type SubscriptionVerb } from "#lib/client/workspace-subscriptions.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";

interface SubscriptionActionsProps {
  subscription: { id: string; applicationName: string; actions: string[] };
}

/** What the reader may do with a subscription now; the server has said which. */
export function SubscriptionActions({ subscription }: SubscriptionActionsProps) {
  const router = useRouter();
  const [verb, setVerb] = useState<SubscriptionVerb>();
  const offered = moves.filter(({ verb }) => subscription.actions.includes(verb));
  const chosen = moves.find((move) => move.verb === verb);

  async function run(move: Move, note: string | undefined) {
    const problem = await moveSubscription(subscription.id, move.verb, note);
    if (problem === undefined) {
      showToast({ title: `${move.done}: ${subscription.applicationName}` });
      setVerb(undefined);
    }
    // A refusal says that it has changed meanwhile: either way the page is old.
    router.refresh();
    return problem;
  }

  return (
    <>
      {offered.map((move) => (
        <Button
          key={move.verb}
          variant={move.verb === "approve" ? "primary" : "secondary"}
          onClick={() => setVerb(move.verb)}
        >
          {move.label}…
        </Button>
      ))}
      {chosen?.verb === "cancel" ? (
        <ConfirmByNameDialog
          isOpen
          onClose={() => setVerb(undefined)}
          title={`Cancel the subscription of ${subscription.applicationName}`}
          consequence={chosen.consequence}
          name={subscription.applicationName}
          action="Cancel it for good"
          onConfirm={() => run(chosen, undefined)}
        />
      ) : (
        chosen && (
          <Dialog
            isOpen
            onClose={() => setVerb(undefined)}
            title={`${chosen.label} ${subscription.applicationName}`}
            description={chosen.consequence}
          >
            <NoteForm move={chosen} onRun={run} onClose={() => setVerb(undefined)} />
          </Dialog>
        )
      )}
    </>
  );
}

interface NoteFormProps {
  move: Move;
  onRun(move: Move, note: string | undefined): ReturnType<typeof moveSubscription>;
  onClose(): void;
}

function NoteForm({ move, onRun, onClose }: NoteFormProps) {
  const isReasonNeeded = move.verb === "reject";
  const form = useForm<{ note?: string | undefined }>({
    schema: isReasonNeeded ? reasonForm : noteForm,
    initial: { note: "" },
    submit: ({ note }) => onRun(move, note),
  });
  return (
    <Form form={form} label={move.label} mayBeLeft>
      <Field
        label={isReasonNeeded ? "Reason" : "Note"}
        name="note"
        hint="The team reads it."
        isOptional={!isReasonNeeded}
      >
        <Textarea rows={3} charactersMax={2_000} />
      </Field>
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>Close</Button>
        <SubmitButton variant={move.isDanger ? "danger" : "primary"}>{move.label}</SubmitButton>
      </div>
    </Form>
  );
}

interface Move {
  verb: SubscriptionVerb;
  label: string;
  done: string;
  consequence: string;
  isDanger?: boolean;
}

const moves: Move[] = [
  {
    verb: "approve",
    label: "Approve",
    done: "Approved",
    consequence: "Its keys work at every gateway within a second.",
  },
  {
    verb: "reject",
    label: "Reject",
    done: "Rejected",
    consequence: "The request ends here; the team may ask again.",
    isDanger: true,
  },
  {
    verb: "suspend",
    label: "Suspend",
    done: "Suspended",
    consequence: "Its keys stop working at every gateway within a second, until somebody resumes it.",
    isDanger: true,
  },
  {
    verb: "resume",
    label: "Resume",
    done: "Resumed",
    consequence: "Its keys work again within a second.",
  },
  {
    verb: "cancel",
    label: "Cancel",
    done: "Cancelled",
    consequence: "All its keys stop working within a second, for good. To call again the team has to ask anew.",
    isDanger: true,
  },
];
