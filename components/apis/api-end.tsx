"use client";

import type { ReactNode } from "react";
import type { ApiView } from "#lib/catalog/view.ts";
import { deleteApi, moveApi } from "#lib/client/apis.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Card } from "../ui/card.tsx";
import { DeleteButton } from "../ui/delete-button.tsx";
import { consolePaths } from "./api-paths.ts";

interface ApiEndProps {
  api: ApiView;
  mayChange: boolean;
  mayDelete: boolean;
}

/** Taking an API out of service, and removing it for good. */
export function ApiEnd({ api, mayChange, mayDelete }: ApiEndProps) {
  const place = { workspace: api.workspace, api: api.slug };
  const wasPublished = api.versions.some(({ state }) => state !== "draft");
  const isDeletable = api.archivedAt !== null || !wasPublished;
  return (
    <Card title="Taking it away">
      <div className="flex flex-col gap-4">
        {mayChange && wasPublished && api.archivedAt === null && (
          <Row text="Archived, it leaves the catalogue and gateways stop answering for it. It can be restored.">
            <ActionDialog
              label="Archive"
              title={`Archive ${api.name}?`}
              description="Every call to it is answered with 404 within seconds, and it leaves the catalogue. Restoring brings both back."
              run={() => moveApi(place, "archive")}
              done={`${api.name} is archived`}
            />
          </Row>
        )}
        {mayChange && api.archivedAt !== null && (
          <Row text="Restored, it is served and shown again as it was.">
            <ActionDialog
              label="Restore"
              title={`Restore ${api.name}?`}
              description="Gateways serve its live revisions again within seconds, and it is back in the catalogue."
              run={() => moveApi(place, "restore")}
              done={`${api.name} is restored`}
            />
          </Row>
        )}
        {mayDelete &&
          (isDeletable ? (
            <Row text="Deleted, its versions, revisions and their history are gone for good.">
              <Deletion api={api} />
            </Row>
          ) : (
            <p className="text-small text-soft">It has been published. To delete it, archive it first.</p>
          ))}
      </div>
    </Card>
  );
}

function Row({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-[36rem] text-small text-soft">{text}</p>
      {children}
    </div>
  );
}

function Deletion({ api }: { api: ApiView }) {
  const versions = api.versions.length === 1 ? "1 version" : `${api.versions.length} versions`;
  return (
    <DeleteButton
      title={`Delete ${api.name}?`}
      consequence={`${versions} with all revisions and policies go for good. This cannot be undone.`}
      name={api.slug}
      run={() => deleteApi({ workspace: api.workspace, api: api.slug })}
      next={consolePaths.apis(api.workspace)}
    />
  );
}
