import { parseAllDocuments } from 'yaml';
import { createMemo, simulate } from '../src/engine/index.ts';
import { clusterText, sizes } from './clusterText.ts';
import type { Row } from './Row.ts';

const { services, nodes } = sizes.L;
const text = clusterText(services, nodes);
const memo = createMemo();

/** Single-document edits spread over the file: a label, a replica's image, a port, a name; and back again. */
const places = [...text.matchAll(/image: \S+|targetPort: \d+|app: \S+/g)];
let edit = 0;

function edited(): string {
  const place = places[(edit++ * 7919) % places.length];
  if (!place) throw new Error('no place to edit');
  const [word] = place;
  const other = /\d$/.test(word) ? `${word.slice(0, -1)}${(Number(word.at(-1)) + 1) % 10}` : `${word}x`;
  return text.slice(0, place.index) + other + text.slice(place.index + word.length);
}

const input = (of: string) => ({
  text: of,
  traffic: { from: { kind: 'client' } as const, url: 'tcp://192.168.251.101:30000' },
});

export const rows: Row[] = [
  {
    id: 'P2',
    title: `one document edited, ${services} Services and ${services * 10} Pods: new objects, endpoints, rules, trace`,
    against: 'yaml parseAllDocuments, toJS of the same text',
    goal: 10,
    ours: () => simulate(input(edited()), memo).services.length,
    peer: () => parseAllDocuments(text).map((document) => document.toJS()).length,
  },
];
