import { ApiEnd } from "#components/apis/api-end.tsx";
import { ApiSettingsForm } from "#components/apis/api-settings-form.tsx";
import { StoredAnswers } from "#components/apis/stored-answers.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { workspacePermissions } from "../../../../../_frame/workspace-permissions.ts";
import { type ApiPageProps, apiOf } from "../../_read.ts";

export default async function ApiSettingsPage({ params }: ApiPageProps) {
  const { workspace, api: slug } = await params;
  const [api, permissions] = await Promise.all([apiOf(workspace, slug), workspacePermissions(workspace)]);
  const mayChange = permissions.has("api.change");
  return (
    <div className="flex max-w-[46rem] flex-col gap-5">
      {!mayChange && (
        <Banner title="Your role may read these settings">A publisher or owner of the workspace changes them.</Banner>
      )}
      {api.archivedAt !== null && (
        <Banner tone="warn" title="The API is archived">
          Restore it to change its settings.
        </Banner>
      )}
      <fieldset disabled={!mayChange || api.archivedAt !== null} className="contents">
        <ApiSettingsForm key={api.rowVersion} api={api} />
      </fieldset>
      {mayChange && api.archivedAt === null && <StoredAnswers api={api} />}
      {(mayChange || permissions.has("api.delete")) && (
        <ApiEnd api={api} mayChange={mayChange} mayDelete={permissions.has("api.delete")} />
      )}
    </div>
  );
}
