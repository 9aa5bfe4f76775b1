/** The first stop of the keyboard: past the navigation, to what the page is about. */
export function SkipLink() {
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="fixed top-2 left-2 z-60 -translate-y-16 rounded-control bg-accent px-3 py-1.5 font-[550] text-accent-ink focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}

export const CONTENT_ID = "content";
