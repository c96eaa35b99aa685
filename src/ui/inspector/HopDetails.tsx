import { type ReactNode, useState } from 'react';
import { trackingLine } from '../../capture/conntrackLine.ts';
import { type Field, type Layer, layersOf } from '../../capture/layers.ts';
import type { Hop, Trace } from '../../model/Trace.ts';
import { useWords } from '../context.ts';
import { AddressChip } from '../kit/AddressChip.tsx';
import { Printed } from '../kit/Words.tsx';
import styles from './HopDetails.module.css';

/** What experts look up: the entry of connection tracking, and the packet layer by layer. Closed until asked for. */
export default function HopDetails({ trace, index }: { trace: Trace; index: number }) {
  const hop = trace.hops[index];
  if (!hop) return null;
  return (
    <div className={styles.details}>
      <Conntrack hop={hop} />
      <PacketLayers trace={trace} index={index} />
    </div>
  );
}

/** A section that is made when it is opened, and stays open from hop to hop. */
function Fold({ name, says, children }: { name: string; says: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name} <code>{says}</code>
      </summary>
      {open && children}
    </details>
  );
}

function Conntrack({ hop: { at, tracking } }: { hop: Hop }) {
  const words = useWords().inspector;
  if (!tracking) return null;
  const line = trackingLine(tracking);
  return (
    <Fold name={words.conntrack} says={tracking.state}>
      <p>{line === null ? words.entry.none : tracking.fresh ? words.entry.made : words.entry.found}</p>
      {line !== null && (
        <>
          <p className={styles.printed}>
            <Printed text={line} />
          </p>
          <p className="dim">{words.asConntrack(at.name)}</p>
        </>
      )}
    </Fold>
  );
}

function PacketLayers({ trace, index }: { trace: Trace; index: number }) {
  const words = useWords().inspector;
  const packet = layersOf(trace, index);
  if (!packet) return null;
  const { layers, payload, tcpdump } = packet;
  const names = [...new Set(layers.map(({ name }) => name))];
  return (
    <Fold name={words.layers} says={names.join(' / ')}>
      {layers.map((layer) => (
        <LayerFields key={`${layer.name} ${layer.wire?.direction ?? ''}`} layer={layer} />
      ))}
      <section className={styles.layer}>
        <h3>{words.application}</h3>
        {'text' in payload ? (
          <p className={styles.printed}>
            {payload.kind.toUpperCase()}: <Printed text={payload.text} />
          </p>
        ) : (
          <p>{words.payload[payload.kind]}</p>
        )}
      </section>
      <section className={styles.layer}>
        <h3>tcpdump</h3>
        <p className={styles.printed}>
          <Printed text={tcpdump} />
        </p>
      </section>
    </Fold>
  );
}

function LayerFields({ layer: { name, wire, fields } }: { layer: Layer }) {
  const words = useWords().inspector;
  return (
    <section className={styles.layer}>
      <h3>
        {name} {wire && <span className="dim">{words.wire[wire.direction](wire.device)}</span>}
      </h3>
      <dl>
        {fields.map((field) => (
          <div key={field.name}>
            <dt>{field.name}</dt>
            <dd>
              <Value field={field} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A value; where the hop changes it, the old one struck through before the new one. */
function Value({ field: { before, after, address } }: { field: Field }) {
  const old = before !== undefined && before !== after ? before : undefined;
  const fresh = after !== undefined && before !== after;
  return (
    <>
      {old !== undefined && (address ? <AddressChip ip={old} change="old" /> : <del>{old}</del>)}
      {old !== undefined && after !== undefined && ' '}
      {after !== undefined &&
        (address ? (
          <AddressChip ip={after} {...(fresh && { change: 'new' as const })} />
        ) : fresh ? (
          <ins>{after}</ins>
        ) : (
          after
        ))}
    </>
  );
}
