import { fieldEdits, valueAt } from '../fieldEdits.ts';
import type { Explain } from './Explain.ts';
import { nearestName } from './nearestName.ts';

/** What a name breaks (apimachinery/pkg/util/validation: IsDNS1123Label, IsDNS1123Subdomain, IsDNS1035Label, IsValidPortName). */
const RULES =
  /a lowercase RFC 1123 (label|subdomain)|a DNS-1035 (label)|must contain only alphanumeric characters \(a-z, 0-9\), and hyphens/;
const LONGEST = /must be no more than (\d+) (?:characters|bytes)/;

/** The longest that the name of a port may be. */
const PORT_NAME = 15;

/** A name in letters that no name has: the nearest one that is allowed. */
export const explainBadName: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  if (!document || typeof message !== 'string') return undefined;
  const rule = RULES.exec(message);
  const longest = LONGEST.exec(message)?.[1];
  const is = valueAt(document, path);
  if (typeof is !== 'string') return undefined;
  const field = path.slice(path.lastIndexOf('.') + 1);
  // a number in quotes is a name (apimachinery/pkg/util/intstr)
  if (/^\d+$/.test(is) && message.includes('must contain at least one letter'))
    return {
      hint: ['wants', 'number'],
      fixes: [{ title: ['setField', field, is], edits: fieldEdits(text, document, path, Number(is)) }],
    };
  if (!rule && longest === undefined) return undefined;
  const most = Number(longest ?? (rule?.[0].startsWith('must') ? PORT_NAME : 63));
  const name = nearestName(is, { most, dots: rule?.[1] === 'subdomain', letterFirst: rule?.[2] !== undefined });
  if (name === '' || name === is) return { hint: ['nameLike'] };
  return {
    hint: ['nameLike'],
    fixes: [{ title: ['setField', field, name], edits: fieldEdits(text, document, path, name) }],
  };
};
