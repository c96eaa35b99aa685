import type { Layer } from '../../app/store.ts';
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
      <button
        type="button"
        className={styles.finder}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K F1 /"
        title={words.findKey}
        onClick={() => app.show({ dialog: 'palette' })}
      >
        <Icon name="Glass" size={14} /> {words.find}
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
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
