"use client";

import { useRef, useState } from "react";
import { useControl } from "./control-context.ts";
import { placeholderOf, SelectFace, type SelectProps, selectClass } from "./select-face.tsx";
import { useLater } from "./use-later.ts";

/**
 * One of a few fixed values; for many, or for values that are looked up, there is the combobox. The list is a fifth of a
 * page's script: it comes when somebody is about to open it, and takes the place of a button that looks the same.
 */
export function Select(props: SelectProps) {
  const { bound, attributes } = useControl();
  const [isWanted, setWanted] = useState(false);
  const isPressed = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const SelectList = useLater(isWanted, loadList, () => setWanted(false));
  if (SelectList) {
    const hasFocus = button.current !== null && button.current === document.activeElement;
    return <SelectList {...props} isOpenAtOnce={isPressed.current} hasFocus={hasFocus || isPressed.current} />;
  }

  const { name: _, ...rest } = attributes;
  const chosen = props.value ?? bound?.value;
  const option = props.options.find(({ value }) => value === chosen);
  const want = () => setWanted(true);
  const press = () => {
    isPressed.current = true;
    want();
  };
  return (
    <button
      {...rest}
      ref={button}
      type="button"
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      aria-label={props.label}
      disabled={props.isDisabled}
      onPointerEnter={want}
      onFocus={want}
      // not only the click, which is lost where the list comes between pressing and letting go
      onPointerDown={press}
      onClick={press}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") press();
      }}
      className={selectClass(props)}
    >
      <SelectFace>{option?.label ?? placeholderOf(props)}</SelectFace>
    </button>
  );
}

const loadList = () => import("./select-list.tsx").then((module) => module.SelectList);
