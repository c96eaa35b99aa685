import { Fragment, memo, type ReactNode } from 'react';
import { addressesIn } from '../../scene/addressesIn.ts';
import { useAppState, useWords } from '../context.ts';
import { AddressChip, AddressMark } from './AddressChip.tsx';

/** A text in pieces: what stands between its addresses, and its addresses. */
function pieces(text: string, show: (ip: string, written: string) => ReactNode): ReactNode[] {
  const nodes: ReactNode[] = [];
  let at = 0;
  for (const { start, end, ip } of addressesIn(text)) {
    nodes.push(text.slice(at, start), <Fragment key={start}>{show(ip, text.slice(start, end))}</Fragment>);
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/** A sentence in which every address looks as it does everywhere. */
export function Words({ text }: { text: string }) {
  const known = useAppState((s) => s.result?.addresses);
  return pieces(text, (ip, written) => (known?.[ip] ? <AddressChip ip={ip} text={written} /> : <code>{written}</code>));
}

/** What a program prints: the same characters in the same columns, addresses in their network's hue and with its mark. */
export const Printed = memo(({ text }: { text: string }) => {
  const known = useAppState((s) => s.result?.addresses);
  const { networks } = useWords().picture;
  return pieces(text, (ip, written) => {
    const network = known?.[ip]?.network;
    return network ? <AddressMark network={network} name={networks[network]} text={written} /> : written;
  });
});
