import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";

const keys = [
  { key: "J", does: "the next one" },
  { key: "K", does: "the one before" },
  { key: "Enter", does: "read its details" },
  { key: "X", does: "select it, for deciding on several" },
  { key: "A", does: "approve it, or all that are selected" },
  { key: "R", does: "reject it, or all that are selected, with a reason" },
  { key: "/", does: "search" },
  { key: "?", does: "these keys" },
];

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys of the inbox">
      <dl className="grid grid-cols-[4rem_1fr] gap-y-2 text-small">
        {keys.map(({ key, does }) => (
          <div key={key} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd className="text-soft">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** The ones that are used all the time, under the list. */
export function KeysHint() {
  return (
    <p className="mt-3 hidden text-faint text-tiny md:block">
      <Kbd>J</Kbd> <Kbd>K</Kbd> move · <Kbd>X</Kbd> select · <Kbd>A</Kbd> approve · <Kbd>R</Kbd> reject ·{" "}
      <Kbd>Enter</Kbd> read · <Kbd>?</Kbd> all keys
    </p>
  );
}
