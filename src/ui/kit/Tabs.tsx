import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './Tabs.module.css';

interface Props<T extends string> {
  label: string;
  tabs: readonly { id: T; name: ReactNode }[];
  chosen: T;
  choose(id: T): void;
  /** Id of the element that the tabs switch. */
  panel: string;
  look?: 'line' | 'segment' | 'files';
  /** What else a tab can do. */
  more?(id: T): ComponentProps<'button'>;
}

/** Tabs with the keyboard of the ARIA practices: one stop for Tab, arrows inside. */
export function Tabs<T extends string>({ label, tabs, chosen, choose, panel, look = 'line', more }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const to =
      event.key === 'ArrowRight'
        ? (at + 1) % tabs.length
        : event.key === 'ArrowLeft'
          ? (at + tabs.length - 1) % tabs.length
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? tabs.length - 1
              : -1;
    const tab = tabs[to];
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    choose(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  };
  return (
    <div role="tablist" tabIndex={-1} aria-label={label} className={styles[look]} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, name }) => (
        <button
          {...more?.(id)}
          key={id}
          type="button"
          role="tab"
          id={`${panel}-${id}`}
          aria-selected={id === chosen}
          aria-controls={panel}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => choose(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
