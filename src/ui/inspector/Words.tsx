import { Fragment } from 'react';
import { splitPort } from '../../scene/addresses.ts';
import { useAppState } from '../context.ts';
import { AddressChip } from '../kit/AddressChip.tsx';

/** Addresses with or without a port, IPv6 in brackets or bare. */
const ADDRESS =
  /(\[[0-9a-f:.]+\](?::\d+)?|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?!\/)\b|\b[0-9a-f]{1,4}:[0-9a-f:]*:[0-9a-f]{1,4}\b)/i;

/** A sentence in which every address looks as it does everywhere. */
export function Words({ text }: { text: string }) {
  const known = useAppState((s) => s.result?.addresses);
  return text.split(ADDRESS).map((part, i) => {
    if (i % 2 === 0) return part;
    const { ip } = splitPort(part);
    return (
      // The parts of a sentence have no other name than their place.
      // oxlint-disable-next-line react/no-array-index-key
      <Fragment key={i}>{known?.[ip] ? <AddressChip ip={ip} text={part} /> : <code>{part}</code>}</Fragment>
    );
  });
}
