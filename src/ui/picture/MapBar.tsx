import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { Layer } from '../../app/store.ts';
import type { Found, search } from '../../scene/search.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { NetworkMark } from '../kit/AddressChip.tsx';
import { Icon } from '../kit/icons.tsx';
import styles from './MapBar.module.css';

/** How the picture is held under the window. */
export interface Lens {
  zoomBy(factor: number): void;
  fit(): void;
}

const LAYERS: readonly Layer[] = ['cluster', 'pod', 'node'];

/** Above the map: find something in it, light one network, keep to one Service, zoom. */
export function MapBar({ lens }: { lens: Lens }) {
  const app = useApp();
  const words = useWords().map;
  const layer = useAppState((s) => s.layer);
  const opened = useAppState((s) => s.opened.length);
  const typed = useAppState((s) => s.resultTyped.length);
  return (
    <div className={styles.bar} role="toolbar" aria-label={words.tools}>
      <Finder />
      <div className={styles.layers} role="group" aria-label={words.layers}>
        {LAYERS.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={words.layer[name]}
            aria-pressed={layer === name}
            title={words.lit[name]}
            data-network={name}
            onClick={() => app.setLayer(layer === name ? null : name)}
          >
            <NetworkMark network={name} /> <span className={styles.word}>{words.layer[name]}</span>
          </button>
        ))}
      </div>
      <p className={styles.caption} aria-live="polite" title={layer ? words.lit[layer] : undefined}>
        {layer && words.lit[layer]}
      </p>
      <div className={styles.chips}>
        <Alone />
        {typed > 0 && (
          <button type="button" className={styles.chip} title={words.untype} onClick={() => app.forgetTyped()}>
            <Icon name="Terminal" size={12} /> <span className={styles.long}>{words.typed(typed)}</span>{' '}
            <span className={styles.short} aria-hidden="true">
              {typed}
            </span>{' '}
            <Icon name="X" size={12} />
          </button>
        )}
        {opened > 0 && (
          <button type="button" className={styles.chip} onClick={app.fold}>
            {words.fold(opened)} <Icon name="X" size={12} />
          </button>
        )}
      </div>
      <div className={styles.zoom}>
        <button type="button" aria-label={words.farther} onClick={() => lens.zoomBy(1 / 1.25)}>
          −
        </button>
        <button type="button" aria-label={words.fit} title={words.fit} onClick={() => lens.fit()}>
          <Icon name="Fit" size={14} />
        </button>
        <button type="button" aria-label={words.closer} onClick={() => lens.zoomBy(1.25)}>
          +
        </button>
      </div>
    </div>
  );
}

/** One Service in the foreground: offered while a Service is selected. */
function Alone() {
  const app = useApp();
  const words = useWords().map;
  const focus = useAppState((s) => s.focus);
  const selection = useAppState((s) => s.selection);
  const key = focus ?? (selection?.startsWith('Service/') ? selection : null);
  const name = useAppState((s) => (key ? s.result?.services.find((service) => service.key === key)?.name : undefined));
  if (!key || name === undefined) return null;
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={focus !== null}
      title={focus ? words.aloneOff(name) : undefined}
      onClick={() => app.setFocus(focus ? null : key)}
    >
      {words.alone(name)} {focus && <Icon name="X" size={12} />}
    </button>
  );
}

/** A combobox: what is found hangs under the field, and is drawn by itself when it is chosen. */
function Finder() {
  const app = useApp();
  const words = useWords().map;
  const result = useAppState((s) => s.result);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [find, setFind] = useState<typeof search>();
  const loading = useRef<Promise<typeof search> | null>(null);
  const { found, total } = useMemo(
    () => (result && find ? find(result, query) : { found: [], total: 0 }),
    [result, query, find],
  );
  const open = query.trim() !== '' && !closed && find !== undefined;
  const chosen = Math.min(at, found.length - 1);

  const choose = ({ key }: Found): void => {
    app.open(key);
    setQuery('');
    field.current?.blur();
  };
  /** Enter was pressed before the search was there. */
  const chooseFirst = (loaded: typeof search): void => {
    const [first] = result && field.current?.value === query ? loaded(result, query).found : [];
    if (first) choose(first);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const hit = found[chosen];
    if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setAt((chosen - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter' && hit) choose(hit);
    else if (event.key === 'Enter' && !find) void loading.current?.then(chooseFirst, () => null);
    else if (event.key === 'Escape') {
      if (query === '') field.current?.blur();
      setQuery('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.finder}>
      <Icon name="Glass" size={14} />
      <input
        ref={field}
        type="text"
        role="combobox"
        data-finder=""
        aria-label={words.find}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && found[chosen] ? `${list}-${chosen}` : undefined}
        placeholder={words.find}
        title={words.findKey}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
          setClosed(false);
        }}
        onBlur={() => setClosed(true)}
        onFocus={() => {
          setClosed(false);
          // loaded when somebody is about to search
          loading.current = import('../../scene/search.ts').then((module) => module.search);
          loading.current.then(
            (loaded) => setFind(() => loaded),
            () => app.notify(words.noSearch),
          );
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.results} hidden={!open}>
        <div role="listbox" id={list} aria-label={words.find}>
          {found.map((hit, i) => (
            <div
              key={hit.key}
              role="option"
              tabIndex={-1}
              id={`${list}-${i}`}
              aria-selected={i === chosen}
              // The field keeps the focus, so that the list is still there when the button comes up.
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setAt(i)}
              onClick={() => choose(hit)}
              onKeyDown={onKeyDown}
            >
              <span className={styles.kind}>{hit.kind}</span> <strong>{hit.name}</strong>{' '}
              <span className="mono dim">{hit.detail}</span>
            </div>
          ))}
        </div>
        <p className={styles.total} role="status">
          {total === 0 ? words.nothing : total > found.length ? words.more(total - found.length) : words.found(total)}
        </p>
      </div>
    </div>
  );
}
