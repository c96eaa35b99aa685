import { crcOfText } from './crcOfText.ts';
import type { GuardedStorage, Written } from './storage.ts';

export interface Draft {
  text: string;
  /** Milliseconds since 1970, by the clock of the machine that saved it. */
  saved: number;
}

export interface Drafts {
  /** The draft of this tab, or else the newest of any tab. */
  latest(): Draft | null;
  save(text: string): Written;
}

const SCHEMA = 1;
const PREFIX = 'kubehop.draft.';
const KEPT = 8;
/** No browser stores more characters for a page; trying it holds up the page for each key. */
const STORABLE = 5 * 1024 * 1024;

interface DraftRecord extends Draft {
  schema: typeof SCHEMA;
  /** Grows with every save of one tab: the older of two generations is written over. */
  sequence: number;
  /** CRC-32 of the text. */
  crc: number;
}

const FIELDS: Record<keyof DraftRecord, string> = {
  schema: 'number',
  sequence: 'number',
  saved: 'number',
  crc: 'number',
  text: 'string',
};

/** What is stored under a key: a draft, nothing, something broken, or the work of a newer version. */
function parse(value: string | null): DraftRecord | 'none' | 'bad' | 'newer' {
  if (value === null) return 'none';
  try {
    const json: unknown = JSON.parse(value);
    if (typeof json !== 'object' || json === null) return 'bad';
    const record = json as Record<string, unknown>;
    if (typeof record['schema'] === 'number' && record['schema'] > SCHEMA) return 'newer';
    const whole =
      record['schema'] === SCHEMA && Object.entries(FIELDS).every(([name, type]) => typeof record[name] === type);
    if (!whole) return 'bad';
    const draft = json as DraftRecord;
    return crcOfText(draft.text) === draft.crc ? draft : 'bad';
  } catch {
    return 'bad';
  }
}

/**
 * Drafts, one for each tab and each in two generations: a write goes to the older one, so that a tab killed
 * in the middle of a write still has the other. Nobody's draft is ever written over by another tab, by a
 * link, or by an older version of this program.
 */
export function openDrafts(storage: GuardedStorage, tab: string, now: () => number): Drafts {
  const slots = [`${PREFIX}${tab}.a`, `${PREFIX}${tab}.b`] as const;

  const all = (): { key: string; record: DraftRecord }[] =>
    storage
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => {
        const record = parse(storage.read(key));
        return typeof record === 'string' ? [] : [{ key, record }];
      })
      .sort((a, b) => b.record.saved - a.record.saved || b.record.sequence - a.record.sequence);

  /** What this tab wrote last under a key: as long as it is there, it need not be read through again. */
  const wrote = new Map<string, { value: string; record: DraftRecord }>();

  function held(key: string): ReturnType<typeof parse> {
    const value = storage.read(key);
    const last = wrote.get(key);
    return last && last.value === value ? last.record : parse(value);
  }

  const tabOf = (key: string): string => key.slice(PREFIX.length).replace(/\.[ab]$/, '');

  function prune(): void {
    const tabs = [...new Set(all().map(({ key }) => tabOf(key)))];
    for (const old of tabs.slice(KEPT)) {
      if (old === tab) continue;
      storage.remove(`${PREFIX}${old}.a`);
      storage.remove(`${PREFIX}${old}.b`);
    }
  }

  return {
    latest() {
      const found = all();
      // a tab's own saves are in their order whatever the clock of the machine did meanwhile
      const [own] = found.filter(({ key }) => tabOf(key) === tab).sort((a, b) => b.record.sequence - a.record.sequence);
      const record = (own ?? found[0])?.record;
      return record ? { text: record.text, saved: record.saved } : null;
    },
    save(text) {
      if (text.length > STORABLE) return 'full';
      const inSlots = slots.map((key) => ({ key, record: held(key) }));
      const usable = inSlots.filter(({ record }) => record !== 'newer');
      const sequenceOf = (record: DraftRecord | string): number => (typeof record === 'string' ? -1 : record.sequence);
      usable.sort((a, b) => sequenceOf(a.record) - sequenceOf(b.record));
      const [oldest] = usable;
      if (!oldest) return 'closed';
      const sequence = Math.max(-1, ...inSlots.map(({ record }) => sequenceOf(record))) + 1;
      const record: DraftRecord = { schema: SCHEMA, sequence, saved: now(), crc: crcOfText(text), text };
      const value = JSON.stringify(record);
      const written = storage.write(oldest.key, value);
      if (written === 'saved') wrote.set(oldest.key, { value, record });
      if (sequence % 16 === 0) prune();
      return written;
    },
  };
}
