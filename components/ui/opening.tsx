import { Banner } from "./banner.tsx";
import { ButtonLink } from "./button.tsx";

/** In place of a form that is done, while the next page comes: there is no button left to press twice. */
export function Opening({ title, href }: { title: string; href: string }) {
  return (
    <div role="status">
      <Banner
        tone="good"
        title={title}
        action={
          <ButtonLink size="small" href={href}>
            Open it
          </ButtonLink>
        }
      >
        Its page opens now.
      </Banner>
    </div>
  );
}
