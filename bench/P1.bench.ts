import { parseAllDocuments } from 'yaml';
import { parseText } from '../src/engine/parse/parse.ts';
import { clusterText, sizes } from './clusterText.ts';
import type { Row } from './Row.ts';

const { services, nodes } = sizes.M;
const text = clusterText(services, nodes);

export const rows: Row[] = [
  {
    id: 'P1',
    title: `read ${services} Services and ${services * 10} Pods, ${(text.length / 1e6).toFixed(1)} MB`,
    against: 'yaml parseAllDocuments, toJS',
    goal: 12,
    ours: () => parseText(text).documents.length,
    peer: () => parseAllDocuments(text).map((document) => document.toJS()).length,
  },
];
