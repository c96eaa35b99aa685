import type { Network } from '../../model/Address.ts';
import { type NetworkOf, networksOf } from '../../scene/addresses.ts';
import { useAppState, useWords } from '../context.ts';
import { MARK } from './networkMarks.ts';
import styles from './AddressChip.module.css';

/** Tells the address space of every address of the result that is shown. */
export function useNetworkOf(): NetworkOf {
  const result = useAppState((s) => s.result);
  return result ? networksOf(result) : outside;
}

const outside: NetworkOf = () => 'outside';

/** The mark of an address space: shape and hue. */
export function NetworkMark({ network }: { network: Network }) {
  const words = useWords().picture;
  return (
    <span className={`${styles.mark} ${styles[network]}`} title={words.networks[network]} aria-hidden="true">
      {MARK[network]}
    </span>
  );
}

/** An address as it looks everywhere: mark, hue, monospace. `change` tells the old one from the new one. */
export function AddressChip({ ip, text, change }: { ip: string; text?: string; change?: 'old' | 'new' }) {
  const words = useWords().picture;
  const network = useNetworkOf()(ip);
  const Tag = change === 'old' ? 'del' : change === 'new' ? 'ins' : 'span';
  return (
    <Tag
      className={`${styles.chip} ${styles[network]} ${change ? styles[change] : ''}`}
      title={words.networks[network]}
    >
      <span aria-hidden="true">{MARK[network]}&nbsp;</span>
      {text ?? ip}
    </Tag>
  );
}

/**
 * An address among other characters that must stay where they are: the hue, and a small mark in the gap before, within its own line.
 * A program may print thousands of them, so each is told its network and what that is called.
 */
export function AddressMark({ network, name, text }: { network: Network; name: string; text: string }) {
  return (
    <span className={`${styles.inline} ${styles[network]}`} data-mark={MARK[network]} title={name}>
      {text}
    </span>
  );
}
