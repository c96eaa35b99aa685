import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { createObject } from '../src/engine/admit/api.ts';
import { openCluster } from '../src/engine/cluster/open.ts';
import { readSettings } from '../src/engine/cluster/settings.ts';
import { parseText } from '../src/engine/parse/parse.ts';
import { isPlain } from '../src/engine/plain.ts';
import { clusterText, sizes } from './clusterText.ts';
import { collect } from './collect.ts';
import type { Row } from './Row.ts';

const textOf = ({ services, nodes }: { services: number; nodes: number }): string => clusterText(services, nodes);
const about = (services: number, text: string): string =>
  `${services} Services and ${services * 10} Pods, ${(text.length / 1e6).toFixed(1)} MB`;

const medium = textOf(sizes.M);
const large = textOf(sizes.L);

const isNode = (value: unknown): boolean => isPlain(value) && value['kind'] === 'Node';

/** Reads a dump and creates every object of it, as the API server would. */
function admit(text: string): void {
  const values = parseText(text).documents.map((document) => document.value);
  const cluster = openCluster(readSettings(values).settings, values.filter(isNode));
  for (const value of values) {
    if (!isNode(value) && !createObject(cluster, value, {}).ok) throw new Error('a manifest was refused');
  }
}

export const rows: Row[] = [
  {
    id: 'P1',
    title: `read ${about(sizes.M.services, medium)}`,
    against: 'yaml parseAllDocuments, toJS',
    goal: 12,
    ours: () => parseText(medium).documents.length,
    peer: () => parseAllDocuments(medium).map((document) => document.toJS()).length,
  },
  {
    id: 'P1.admit',
    title: `read and admit ${about(sizes.L.services, large)}`,
    against: 'js-yaml loadAll, which only reads',
    goal: 1,
    ours: () => {
      collect();
      admit(large);
    },
    peer: () => {
      collect();
      return loadAll(large).length;
    },
  },
];
