import { deflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import type { TypedLine } from '../model/Scenario.ts';
import type { Place } from '../model/Trace.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { inflateCapped } from './inflate.ts';
import { LINK_DICTIONARY } from './linkDictionary.ts';
import { MAX_INFLATED, MAX_LINK } from './maxLink.ts';
import { repairs } from './repair.ts';

const LEFT_TABS = ['yaml', 'steps', 'terminal', 'objects'] as const;
export type LeftTab = (typeof LEFT_TABS)[number];

/** What a link says beside the text: where the reader was looking. Every field is optional, for ever. */
export interface LinkView {
  /** The connection that is followed, and which of its ways. */
  traffic?: { from: Place; url: string };
  way?: number;
  /** The hop that is shown, from 0. */
  hop?: number;
  /** The time within that hop: the part of it that has passed, 0…1. Absent: the packet rests there. */
  part?: number;
  /** The rule of that hop that is being tried, from 0, while steps go by rules. */
  rule?: number;
  /** The key of the object that is selected. */
  selected?: string;
  /** What the middle of the page shows; absent: the map. */
  pane?: string;
  /** What stands beside it on the left; absent: what the page opens with. */
  left?: LeftTab;
  /** The network that is lit; absent: all three. */
  layer?: 'node' | 'pod' | 'cluster';
  /** The key of the Service that is shown alone. */
  focus?: string;
  /** Keys of objects that are drawn by themselves, however many others there are. */
  opened?: string[];
  /** The key of the one Service that the matrix keeps to. */
  service?: string;
  /** The matrix also has the cluster's own Services. */
  system?: true;
  /** What the text is compared with: `opened`, or a variant of it, `externalLocal Service/default/web`. */
  against?: string;
  /** The text that it is compared with, if that is no variant. */
  base?: string;
}

export interface LinkState {
  yaml: string;
  view?: LinkView;
  /** What was typed in the terminal, in its order. */
  typed?: readonly TypedLine[];
}

export type LinkProblem = 'missing' | 'truncated' | 'damaged' | 'newer' | 'tooLong' | 'tooBig';

export type DecodedLink =
  | { ok: true; yaml: string; view: LinkView; typed?: TypedLine[] }
  /**
   * `raw` is the fragment as it came, for "download what there is"; `yaml` the text in a link of a newer version, where
   * this one can still find it.
   */
  | { ok: false; problem: LinkProblem; raw: string; yaml?: string };

/** Lines of a terminal that a link carries; what is more than that is a scenario's steps. */
const MAX_TYPED = 200;

/** The newest version that is read here. */
const NEWEST = 3;

const place = v.variant('kind', [
  v.object({ kind: v.literal('client') }),
  v.object({ kind: v.literal('node'), name: v.string() }),
  v.object({ kind: v.literal('pod'), namespace: v.string(), name: v.string() }),
]);
const key = v.pipe(v.string(), v.maxLength(600));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
// A field that this version cannot read is left out, never a reason to refuse the text.
const viewSchema = v.fallback(
  v.object({
    traffic: v.fallback(v.optional(v.object({ from: place, url: v.string() })), undefined),
    way: v.fallback(v.optional(index), undefined),
    hop: v.fallback(v.optional(index), undefined),
    part: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), undefined),
    rule: v.fallback(v.optional(index), undefined),
    selected: v.fallback(v.optional(key), undefined),
    pane: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/))), undefined),
    left: v.fallback(v.optional(v.picklist(LEFT_TABS)), undefined),
    layer: v.fallback(v.optional(v.picklist(['node', 'pod', 'cluster'])), undefined),
    focus: v.fallback(v.optional(key), undefined),
    opened: v.fallback(v.optional(v.pipe(v.array(key), v.maxLength(20))), undefined),
    service: v.fallback(v.optional(key), undefined),
    system: v.fallback(v.optional(v.literal(true)), undefined),
    against: v.fallback(v.optional(key), undefined),
    base: v.fallback(v.optional(v.string()), undefined),
  }),
  {},
);
const payloadSchema = v.object({ v: v.literal(1), yaml: v.string(), view: v.optional(viewSchema) });

const line = v.object({
  on: key,
  run: v.string(),
  stdin: v.optional(v.string()),
  at: v.optional(v.pipe(v.number(), v.minValue(0))),
});
const typedSchema = v.pipe(v.array(line), v.maxLength(MAX_TYPED));
const payloadSchema2 = v.object({
  v: v.literal(2),
  yaml: v.string(),
  view: v.optional(viewSchema),
  typed: typedSchema,
});
const payloadSchema3 = v.object({
  v: v.literal(3),
  yaml: v.string(),
  view: v.optional(viewSchema),
  typed: v.optional(typedSchema),
});
/** All that can be said of a version that is not known yet, as long as it has kept to this way of packing. */
const payloadSchemaLater = v.object({ v: v.number(), yaml: v.string() });

function canonicalView(view: LinkView | undefined): LinkView | undefined {
  if (!view) return undefined;
  const { traffic, way, hop, part, rule, selected, pane, left, layer, focus, opened, service, system, against, base } =
    view;
  const out = {
    ...(traffic && { traffic: { from: traffic.from, url: traffic.url } }),
    ...(way !== undefined && { way }),
    ...(hop !== undefined && { hop }),
    ...(part !== undefined && { part }),
    ...(rule !== undefined && { rule }),
    ...(selected !== undefined && { selected }),
    ...(pane !== undefined && { pane }),
    ...(left !== undefined && { left }),
    ...(layer !== undefined && { layer }),
    ...(focus !== undefined && { focus }),
    ...(opened !== undefined && { opened }),
    ...(service !== undefined && { service }),
    ...(system !== undefined && { system }),
    ...(against !== undefined && { against }),
    ...(base !== undefined && { base }),
  };
  return Object.keys(out).length > 0 ? out : undefined;
}

/** What the streams of version 3 refer to. Those of the versions before it refer to nothing outside of themselves. */
const dictionary = strToU8(LINK_DICTIONARY);

/**
 * A scenario as the fragment of a link: `v3/` and, in base64url, a raw deflate stream of the canonical JSON
 * `{v, yaml, view?, typed?}`, with `LINK_DICTIONARY` before it, that is followed by the CRC-32 of that stream.
 */
export function encodeLink(state: LinkState): string {
  const view = canonicalView(state.view);
  const typed = (state.typed ?? []).slice(-MAX_TYPED).map(({ on, run, stdin, at }) => ({
    on,
    run,
    ...(stdin !== undefined && { stdin }),
    ...(at !== undefined && { at }),
  }));
  const json = JSON.stringify({ v: 3, yaml: state.yaml, ...(view && { view }), ...(typed.length > 0 && { typed }) });
  const deflated = deflateSync(strToU8(json), { level: 9, mem: 8, dictionary });
  const bytes = new Uint8Array(deflated.length + 4);
  bytes.set(deflated);
  new DataView(bytes.buffer).setUint32(deflated.length, crc32(deflated));
  return `v3/${toBase64url(bytes)}`;
}

type Unpacked = { ok: true; json: unknown } | { ok: false; problem: LinkProblem };
type Read = { ok: true; yaml: string; view: LinkView; typed?: TypedLine[] } | { ok: false; problem: LinkProblem };

/** What is in the packing that all versions share: base64url, deflate, a checksum, JSON. */
function unpack(body: string): Unpacked {
  const decoded = fromBase64url(body);
  if (!decoded) return { ok: false, problem: 'damaged' };
  const { bytes, exact } = decoded;
  if (bytes.length < 5) return { ok: false, problem: 'truncated' };
  const deflated = bytes.subarray(0, -4);
  const whole = exact && crc32(deflated) === new DataView(bytes.buffer).getUint32(deflated.length);
  const inflated = inflateCapped(deflated, MAX_INFLATED, dictionary);
  if (inflated.kind === 'tooBig') return { ok: false, problem: 'tooBig' };
  if (!whole) return { ok: false, problem: inflated.kind === 'cut' ? 'truncated' : 'damaged' };
  if (inflated.kind !== 'whole') return { ok: false, problem: 'damaged' };
  try {
    return { ok: true, json: JSON.parse(strFromU8(inflated.bytes)) };
  } catch {
    return { ok: false, problem: 'damaged' };
  }
}

/** What each version holds, frozen: links that are out in the world depend on it. A new format gets a new one. */
const PAYLOADS: Partial<Record<string, typeof payloadSchema | typeof payloadSchema2 | typeof payloadSchema3>> = {
  1: payloadSchema,
  2: payloadSchema2,
  3: payloadSchema3,
};

function read(version: string, body: string): Read {
  const schema = PAYLOADS[version];
  if (!schema) return { ok: false, problem: 'damaged' };
  const unpacked = unpack(body);
  if (!unpacked.ok) return unpacked;
  const parsed = v.safeParse(schema, unpacked.json);
  if (!parsed.success) return { ok: false, problem: 'damaged' };
  const { yaml, view } = parsed.output;
  const typed = 'typed' in parsed.output ? parsed.output.typed : undefined;
  return {
    ok: true,
    yaml,
    view: canonicalView(view as LinkView) ?? {},
    ...(typed && { typed: typed as TypedLine[] }),
  };
}

/** The text of a link from the future, if its packing is still this one. */
function textOfLater(body: string): string | undefined {
  const unpacked = unpack(body);
  const parsed = unpacked.ok ? v.safeParse(payloadSchemaLater, unpacked.json) : null;
  return parsed?.success ? parsed.output.yaml : undefined;
}

/**
 * Opens the fragment of a link. Never throws. What mail and chat programs do to links is undone first; the
 * checksum tells whether that was right.
 */
export function decodeLink(fragment: string): DecodedLink {
  const raw = fragment.replace(/^#/, '');
  const refuse = (problem: LinkProblem, yaml?: string): DecodedLink => ({
    ok: false,
    problem,
    raw,
    ...(yaml !== undefined && { yaml }),
  });
  if (raw.length > MAX_LINK) return refuse('tooLong');
  if (raw.trim() === '') return refuse('missing');
  let problem: LinkProblem | null = null;
  let later = false;
  for (const candidate of repairs(raw)) {
    if (candidate.trim() === '') return refuse('missing');
    const [, version, body = ''] = /^v(\d{1,6})\/(.*)$/s.exec(candidate) ?? [];
    if (version === undefined) {
      // `v1` alone is a beginning; anything else was never ours.
      problem ??= /^v?\d{0,6}$/.test(candidate) ? 'truncated' : 'damaged';
      continue;
    }
    if (Number(version) > NEWEST) {
      const yaml = textOfLater(body);
      if (yaml !== undefined) return refuse('newer', yaml);
      later = true; // another repair may find more
      continue;
    }
    const found = read(version, body);
    if (found.ok) return found;
    problem ??= found.problem;
  }
  return refuse(later ? 'newer' : (problem ?? 'damaged'));
}
