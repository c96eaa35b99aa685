import { type KeyboardEvent, useRef, useState } from 'react';
import { useApp, useAppState, useWords } from '../context.ts';
import { focusChosenTab } from '../kit/chosenTab.ts';
import { Icon } from '../kit/icons.tsx';
import { TabBar } from '../kit/TabBar.tsx';
import { PHONE, useMedia } from '../kit/useMedia.ts';
import styles from './PlaceTabs.module.css';

/** More than these are not listed at once; who has them searches. */
const MOST = 100;

/** The places at which commands are typed, as tabs, and the list of all that there are. */
export function PlaceTabs({ places }: { places: readonly string[] }) {
  const app = useApp();
  const words = useWords().terminal;
  const place = useAppState((s) => s.terminalPlace);
  const open = useAppState((s) => s.terminalPlaces);
  const wide = useAppState((s) => s.wideTerminal);
  const phone = useMedia(PHONE);
  const [listed, setListed] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const close = (name: string): void => {
    app.closePlace(name);
    focusChosenTab(bar);
  };
  const leaveList = (): void => {
    setListed(false);
    focusChosenTab(bar);
  };
  return (
    <>
      <TabBar
        list={bar}
        label={words.places}
        panel="terminal-panel"
        tabs={open.map((name) => ({ id: name, name }))}
        chosen={place}
        choose={app.openPlace}
        more={(name) => ({
          onKeyDown(event) {
            if (event.key !== 'Delete') return;
            event.preventDefault();
            close(name);
          },
        })}
      >
        {open.length > 1 && (
          <button type="button" className="plain" aria-label={words.closePlace(place)} onClick={() => close(place)}>
            <Icon name="X" size={12} />
          </button>
        )}
        <button
          type="button"
          className="plain"
          aria-label={words.openPlace}
          title={words.openPlace}
          aria-expanded={listed}
          onClick={() => setListed(!listed)}
        >
          <Icon name="Plus" />
        </button>
        {!phone && (
          <button
            type="button"
            className={`plain ${styles.wide}`}
            aria-label={words.wide}
            title={words.wide}
            aria-pressed={wide}
            onClick={() => app.show({ wideTerminal: !wide })}
          >
            <Icon name="Fit" />
          </button>
        )}
      </TabBar>
      {listed && (
        <PlaceList
          places={places}
          take={(name) => {
            app.openPlace(name);
            leaveList();
          }}
          close={leaveList}
        />
      )}
    </>
  );
}

interface ListProps {
  places: readonly string[];
  take(place: string): void;
  close(): void;
}

const begin = (list: HTMLElement | null): void => list?.querySelector('input')?.focus();

function PlaceList({ places, take, close }: ListProps) {
  const words = useWords().terminal;
  const [search, setSearch] = useState('');
  const found = places.filter((name) => name.toLowerCase().includes(search.toLowerCase())).slice(0, MOST);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <form
      ref={begin}
      className={styles.list}
      aria-label={words.openPlace}
      onSubmit={(event) => {
        event.preventDefault();
        const [first] = found;
        if (first !== undefined) take(first);
      }}
    >
      <input
        type="search"
        aria-label={words.findPlace}
        placeholder={words.findPlace}
        value={search}
        onKeyDown={onKeyDown}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul>
        {found.map((name) => (
          <li key={name}>
            <button type="button" className="plain mono" onKeyDown={onKeyDown} onClick={() => take(name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
