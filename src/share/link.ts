import { deflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import type { Place } from '../model/Trace.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { inflateCapped } from './inflate.ts';
import { MAX_INFLATED, MAX_LINK } from './maxLink.ts';
import { repairs } from './repair.ts';

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
}

export type LinkProblem = 'missing' | 'truncated' | 'damaged' | 'newer' | 'tooLong' | 'tooBig';

export type DecodedLink =
  | { ok: true; yaml: string; view: LinkView }
  /** `raw` is the fragment as it came, for "download what there is". */
  | { ok: false; problem: LinkProblem; raw: string };

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

function canonicalView(view: LinkView | undefined): LinkView | undefined {
  if (!view) return undefined;
  const { traffic, way, hop, part, rule, selected, pane, layer, focus, opened, service, system, against, base } = view;
  const out = {
    ...(traffic && { traffic: { from: traffic.from, url: traffic.url } }),
    ...(way !== undefined && { way }),
    ...(hop !== undefined && { hop }),
    ...(part !== undefined && { part }),
    ...(rule !== undefined && { rule }),
    ...(selected !== undefined && { selected }),
    ...(pane !== undefined && { pane }),
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

/**
 * A scenario as the fragment of a link: `v1/` and, in base64url, a raw deflate stream of the canonical JSON
 * `{v, yaml, view?}` that is followed by the CRC-32 of that stream.
 */
export function encodeLink(state: LinkState): string {
  const view = canonicalView(state.view);
  const json = JSON.stringify({ v: 1, yaml: state.yaml, ...(view && { view }) });
  const deflated = deflateSync(strToU8(json), { level: 9, mem: 12 });
  const bytes = new Uint8Array(deflated.length + 4);
  bytes.set(deflated);
  new DataView(bytes.buffer).setUint32(deflated.length, crc32(deflated));
  return `v1/${toBase64url(bytes)}`;
}

type Read = { ok: true; yaml: string; view: LinkView } | { ok: false; problem: LinkProblem };

/** Version 1, frozen: links that are out in the world depend on it. A new format gets a new reader. */
function readV1(body: string): Read {
  const decoded = fromBase64url(body);
  if (!decoded) return { ok: false, problem: 'damaged' };
  const { bytes, exact } = decoded;
  if (bytes.length < 5) return { ok: false, problem: 'truncated' };
  const deflated = bytes.subarray(0, -4);
  const whole = exact && crc32(deflated) === new DataView(bytes.buffer).getUint32(deflated.length);
  const inflated = inflateCapped(deflated, MAX_INFLATED);
  if (inflated.kind === 'tooBig') return { ok: false, problem: 'tooBig' };
  if (!whole) return { ok: false, problem: inflated.kind === 'cut' ? 'truncated' : 'damaged' };
  if (inflated.kind !== 'whole') return { ok: false, problem: 'damaged' };
  try {
    const json: unknown = JSON.parse(strFromU8(inflated.bytes));
    const parsed = v.safeParse(payloadSchema, json);
    if (!parsed.success) return { ok: false, problem: 'damaged' };
    return { ok: true, yaml: parsed.output.yaml, view: canonicalView(parsed.output.view as LinkView) ?? {} };
  } catch {
    return { ok: false, problem: 'damaged' };
  }
}

/**
 * Opens the fragment of a link. Never throws. What mail and chat programs do to links is undone first; the
 * checksum tells whether that was right.
 */
export function decodeLink(fragment: string): DecodedLink {
  const raw = fragment.replace(/^#/, '');
  const refuse = (problem: LinkProblem): DecodedLink => ({ ok: false, problem, raw });
  if (raw.length > MAX_LINK) return refuse('tooLong');
  if (raw.trim() === '') return refuse('missing');
  let problem: LinkProblem | null = null;
  for (const candidate of repairs(raw)) {
    if (candidate.trim() === '') return refuse('missing');
    const [, version, body = ''] = /^v(\d{1,6})\/(.*)$/s.exec(candidate) ?? [];
    if (version === undefined) {
      // `v1` alone is a beginning; anything else was never ours.
      problem ??= /^v?\d{0,6}$/.test(candidate) ? 'truncated' : 'damaged';
      continue;
    }
    if (Number(version) > 1) return refuse('newer');
    const read: Read = version === '1' ? readV1(body) : { ok: false, problem: 'damaged' };
    if (read.ok) return read;
    problem ??= read.problem;
  }
  return refuse(problem ?? 'damaged');
}
