import type { Hop } from '../../model/Trace.ts';
import { endOf } from '../../scene/addresses.ts';
import type { Catalog } from '../../words/en.ts';
import { sayLabel } from '../../words/say.ts';

/** With more hops than this the hook stands in the picture and the inspector only, and addresses are cut. */
export const roomy = 7;

/** What happened, and the address that it is about: whole, and as much of it as there is room for. */
export function hopParts(
  words: Catalog,
  { label: said, reply }: Hop,
  hops: number,
): { what: string; address: string; shown: string } {
  const label = sayLabel(words, said);
  const [, what = '', address = ''] = /^(.*) (\S*[.:]\S*)$/.exec(label) ?? ['', label];
  const back = reply && !label.includes('◂') ? '◂ ' : '';
  const cut = hops > roomy && address.length > 11;
  return {
    what: back + what,
    address,
    shown: cut ? endOf(address) : address,
  };
}
