import type { Packet } from '../../model/Packet.ts';
import type { Hop } from '../../model/Trace.ts';
import { withPort } from '../../scene/addresses.ts';
import { useAppState, useWords } from '../context.ts';
import { AddressChip } from '../kit/AddressChip.tsx';
import styles from './PacketChange.module.css';

type End = 'src' | 'dst';

const ipOf = (packet: Packet, end: End): string => (end === 'src' ? packet.src : packet.dst);
const textOf = (packet: Packet, end: End): string =>
  end === 'src' ? withPort(packet.src, packet.sport) : withPort(packet.dst, packet.dport);
const hex = (mark: number): string => `0x${mark.toString(16)}`;

/** The packet before and after the hop: an old value struck through beside the new one. */
export function PacketChange({ hop: { before, after } }: { hop: Hop }) {
  const words = useWords().inspector;
  return (
    <dl className={styles.packet}>
      <div>
        <dt>{words.packet}</dt>
        <dd>
          {before.flags !== after.flags && (
            <>
              <del>{before.flags}</del>{' '}
            </>
          )}
          {after.protocol.toUpperCase()} {after.flags}
        </dd>
      </div>
      <Address name={words.from} end="src" before={before} after={after} />
      <Address name={words.to} end="dst" before={before} after={after} />
      <Outer before={before} after={after} />
      {after.proxied && (
        <div>
          <dt>{words.data}</dt>
          <dd>
            {words.proxied}{' '}
            <AddressChip ip={after.proxied.src} text={withPort(after.proxied.src, after.proxied.sport)} />
          </dd>
        </div>
      )}
      {(before.mark !== 0 || after.mark !== 0) && (
        <div>
          <dt>{words.mark}</dt>
          <dd>
            {before.mark !== after.mark && before.mark !== 0 && (
              <>
                <del>{hex(before.mark)}</del>{' '}
              </>
            )}
            {hex(after.mark)}
            {(after.mark & 0x4000) !== 0 && <span className="dim"> {words.masquerade}</span>}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The header that VXLAN puts around the packet between two Nodes; struck through where it is taken off. */
function Outer({ before, after }: { before: Packet; after: Packet }) {
  const words = useWords().inspector;
  const outer = after.outer ?? before.outer;
  if (!outer) return null;
  const Tag = after.outer ? 'span' : 'del';
  return (
    <div>
      <dt>{words.outer}</dt>
      <dd>
        <Tag>
          VXLAN {outer.vni}: <AddressChip ip={outer.src} text={withPort(outer.src, outer.sport)} /> ▸{' '}
          <AddressChip ip={outer.dst} text={withPort(outer.dst, outer.dport)} /> UDP
        </Tag>
      </dd>
    </div>
  );
}

function Address({ name, end, before, after }: { name: string; end: End; before: Packet; after: Packet }) {
  const words = useWords();
  const owner = useAppState((s) => s.result?.addresses[ipOf(after, end)]?.owner);
  if (ipOf(after, end) === '') {
    return (
      <div>
        <dt>{name}</dt>
        <dd className="dim">{words.inspector.noAddress}</dd>
      </div>
    );
  }
  const changed = textOf(before, end) !== textOf(after, end);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {changed && (
          <span className={styles.old}>
            <AddressChip ip={ipOf(before, end)} text={textOf(before, end)} change="old" />
          </span>
        )}
        <AddressChip ip={ipOf(after, end)} text={textOf(after, end)} {...(changed && { change: 'new' as const })} />
        {owner && (
          <>
            {' '}
            <span className={styles.owner}>
              {owner === 'external client' ? words.traffic.client : owner.replace(/^default\//, '')}
            </span>
          </>
        )}
      </dd>
    </div>
  );
}
