import { type FormEvent, useId, useMemo, useState } from 'react';
import { parsePlace, placesToSend, senderFor, targetsOf } from '../../app/places.ts';
import { placeName } from '../../model/placeName.ts';
import type { SimulationResult } from '../../model/Simulation.ts';
import type { Place } from '../../model/Trace.ts';
import type { Catalog } from '../../words/en.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Icon } from '../kit/icons.tsx';
import { MARK } from '../kit/networkMarks.ts';
import styles from './TrafficControls.module.css';

const OTHER = ' other';

/** The places where a connection may begin, and how a select shows them, by kind. */
function sendersOf(words: Catalog['traffic'], places: ReturnType<typeof placesToSend>) {
  const optionsOf = (kind: Place['kind']) =>
    places
      .filter(({ place }) => place.kind === kind)
      .map(({ place, ip }) => {
        const value = placeName(place);
        const name = kind === 'client' ? words.client : value.replace(/^(node|pod)\//, '');
        return (
          <option key={value} value={value}>
            {`${MARK[kind === 'client' ? 'outside' : kind]} ${name} · ${ip}`}
          </option>
        );
      });
  const groupOf = (kind: Place['kind'], label: string) => {
    const options = optionsOf(kind);
    return options.length > 0 && <optgroup label={label}>{options}</optgroup>;
  };
  return {
    names: new Set(places.map(({ place }) => placeName(place))),
    options: (
      <>
        {optionsOf('client')}
        {groupOf('node', words.nodes)}
        {groupOf('pod', words.pods)}
      </>
    ),
  };
}

/** The same as long as these are: there may be ten thousand Pods, and each key that is typed brings a new result. */
function useSenders(words: Catalog['traffic'], result: SimulationResult | null) {
  const [clientIPs, nodes, pods] = [result?.clientIPs, result?.nodes, result?.pods];
  return useMemo(
    () => sendersOf(words, clientIPs && nodes && pods ? placesToSend({ clientIPs, nodes, pods }) : []),
    [words, clientIPs, nodes, pods],
  );
}

/** From where, to where, and how often. The page's only means to send a packet. */
export function TrafficControls() {
  const app = useApp();
  const { traffic: words, addressKinds } = useWords();
  const result = useAppState((s) => s.result);
  const chosen = useAppState((s) => s.traffic);
  const followed = useAppState((s) => s.result?.reach ?? null);
  const sending = useAppState((s) => s.sending);
  const allWays = useAppState((s) => s.sent === 0 && !s.onlyTaken);
  const [typing, setTyping] = useState(false);
  const [from, to] = [useId(), useId()];

  const traffic = chosen ?? (followed && { from: followed.from, url: followed.url });
  const senders = useSenders(words, result);
  const targets = result ? targetsOf(result) : [];
  const source = traffic?.from ?? { kind: 'client' as const };
  const listed = senders.names.has(placeName(source));
  const offered = targets.some((target) => target.url === traffic?.url);
  const ready = result?.reach != null && result.reach.traces.length > 0;

  /** On a phone the controls lie over the picture, and the one packet is to be seen in it. */
  const sendOne = (): void => {
    app.show({ sheet: null });
    void app.send(1);
  };

  return (
    <section className={styles.traffic} aria-label={words.name} data-pane="traffic">
      <div className={styles.row}>
        <label htmlFor={from}>{words.from}</label>
        <select
          id={from}
          value={placeName(source)}
          disabled={!result}
          onChange={(event) => {
            const place = parsePlace(event.target.value);
            const url = traffic?.url ?? targets[0]?.url;
            if (place && url) app.setTraffic({ from: place, url });
          }}
        >
          {!listed && <option value={placeName(source)}>{placeName(source)}</option>}
          {senders.options}
        </select>
      </div>
      <div className={styles.row}>
        <label htmlFor={to}>{words.to}</label>
        {typing ? (
          <FreeAddress
            id={to}
            start={traffic?.url ?? 'tcp://'}
            submit={(url) => {
              app.setTraffic({ from: source, url });
              setTyping(false);
            }}
            cancel={() => setTyping(false)}
          />
        ) : (
          <select
            id={to}
            value={traffic?.url ?? ''}
            disabled={!result}
            onChange={(event) => {
              if (event.target.value === OTHER) setTyping(true);
              else app.setTraffic({ from: senderFor(event.target.value, source, result), url: event.target.value });
            }}
          >
            {traffic && !offered && <option value={traffic.url}>{traffic.url}</option>}
            {!traffic && <option value="">{words.nothing}</option>}
            {targets.map((target) => (
              <option key={target.url} value={target.url}>
                {MARK[target.network]} {addressKinds[target.kind]} · {target.url.replace(/^tcp:\/\//, '')}
              </option>
            ))}
            <option value={OTHER}>{words.other}</option>
          </select>
        )}
      </div>
      <div className={styles.row}>
        <span className={styles.indent} />
        <button type="button" className="primary" disabled={!ready || sending} onClick={sendOne}>
          {words.send(1)}
        </button>
        <button type="button" disabled={!ready || sending} onClick={() => void app.send(100)}>
          {words.send(100)}
        </button>
        <button
          type="button"
          disabled={!ready}
          aria-pressed={allWays}
          onClick={app.toggleWays}
          title={words.allWaysHint}
        >
          {words.allWays}
        </button>
        <button
          type="button"
          className={styles.icon}
          disabled={!ready}
          aria-haspopup="dialog"
          aria-label={words.statistics}
          title={words.statistics}
          onClick={() => app.show({ dialog: 'statistics' })}
        >
          <Icon name="Bars" size={16} />
        </button>
      </div>
    </section>
  );
}

interface FreeAddressProps {
  id: string;
  start: string;
  submit(url: string): void;
  cancel(): void;
}

const SCHEME = /^(tcp|udp|sctp|icmp|http|https):\/\/\S+$/;

function FreeAddress({ id, start, submit, cancel }: FreeAddressProps) {
  const words = useWords().traffic;
  const [text, setText] = useState(start);
  const url = /^[a-z]+:\/\//.test(text.trim()) ? text.trim() : `tcp://${text.trim()}`;
  const fine = SCHEME.test(url);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (fine) submit(url);
  };
  return (
    <form className={styles.free} onSubmit={onSubmit}>
      <input
        id={id}
        type="text"
        // The person asked for this field a moment ago.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        placeholder="tcp://web:80"
        aria-invalid={!fine}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
        }}
      />
      <button type="submit" disabled={!fine}>
        {words.go}
      </button>
    </form>
  );
}
