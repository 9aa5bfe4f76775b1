"use client";

import { useRouter } from "next/navigation";
import { removeMember } from "#lib/client/members.ts";
import type { MemberView } from "#lib/workspaces/view.ts";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { showToast } from "../ui/toast-store.ts";

interface RemoveMemberDialogProps {
  workspace: { slug: string; name: string };
  member: MemberView;
  isSelf: boolean;
  onClose(): void;
}

export function RemoveMemberDialog({ workspace, member, isSelf, onClose }: RemoveMemberDialogProps) {
  const router = useRouter();

  async function remove() {
    const problem = await removeMember(workspace.slug, member.userId);
    if (problem) return problem;
    showToast({ title: isSelf ? `You have left ${workspace.name}` : `${member.name} is no member any more` });
    if (isSelf) router.push("/console");
    router.refresh();
  }

  return (
    <ConfirmByNameDialog
      isOpen
      onClose={onClose}
      title={isSelf ? `Leave ${workspace.name}` : `Remove ${member.name}`}
      consequence={
        isSelf
          ? `From the next request on you see nothing of ${workspace.name}, nor do your personal tokens. An owner can let you in again.`
          : `From the next request on they see nothing of ${workspace.name}, nor do their personal tokens. What they made stays, and so do the workspace's service tokens.`
      }
      name={member.email}
      action={isSelf ? "Leave" : "Remove"}
      onConfirm={remove}
    />
  );
}
