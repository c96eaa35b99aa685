import { describe, expect, it } from 'vitest';
import type { Note, Reason } from '../model/Message.ts';
import { en } from './en.ts';
import { sayHint, sayHop, sayNote, sayReason } from './say.ts';
import { terms as termsEn } from './en/terms.ts';
import { diagnosis as diagnosisEn } from './en/diagnosis.ts';
import { fields as fieldsEn } from './en/fields.ts';
import { embedDialog as embedDialogEn } from './en/embedDialog.ts';
import { forms as formsEn } from './en/forms.ts';
import { keys as keysEn } from './en/keys.ts';
import { matrix as matrixEn } from './en/matrix.ts';
import { palette as paletteEn } from './en/palette.ts';
import { statistics as statisticsEn } from './en/statistics.ts';
import { compare as compareEn } from './en/compare.ts';
import { ladder as ladderEn } from './en/ladder.ts';
import { objects as objectsEn } from './en/objects.ts';
import { terms } from './zh-CN/terms.ts';
import { diagnosis } from './zh-CN/diagnosis.ts';
import { fields } from './zh-CN/fields.ts';
import { embedDialog } from './zh-CN/embedDialog.ts';
import { forms } from './zh-CN/forms.ts';
import { keys } from './zh-CN/keys.ts';
import { matrix } from './zh-CN/matrix.ts';
import { palette } from './zh-CN/palette.ts';
import { statistics } from './zh-CN/statistics.ts';
import { compare } from './zh-CN/compare.ts';
import { ladder } from './zh-CN/ladder.ts';
import { objects } from './zh-CN/objects.ts';
import { zhCN } from './zh-CN.ts';

/** What may stand in a text's place, tried until the text takes it. */
const FILLINGS: readonly (readonly unknown[])[] = [
  Array.from({ length: 8 }, () => 'web-1'),
  [2, 3, 4, 5, 6, 7],
  ['n1', ['n1', 'n2'], 'web-1', 'x'],
  [{ name: 'web-1', from: '10.96.0.1:80', to: '10.244.1.2:8080', n: 3 }, 'n1'],
  [['n1', 'n2'], ['n1']],
  ['src', { name: 'web-1', address: '10.244.1.2:80' }, 'n1', '80/tcp'],
  ['n1', 'web-1', { name: 'external client', address: '198.51.100.7' }, '80/tcp'],
  ['n1', { name: '', address: '198.51.100.7' }, 'web-1', ''],
  [1000, 'n1', { name: 'web-1', address: '10.244.1.2' }],
  ['Ingress', [{ pods: '', namespaces: 'team=a' }], [{ protocol: 'TCP' }]],
];

/** Every text of a catalogue, functions with something in them. */
function textsOf(part: unknown, path: string): [path: string, text: string][] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function')
    return FILLINGS.flatMap((filling): [string, string][] => {
      try {
        const text: unknown = part(...filling);
        const spoilt = typeof text !== 'string' || /\[object|undefined|NaN/.test(text);
        return spoilt ? [] : [[path, text]];
      } catch {
        return []; // not what this text takes
      }
    });
  return Object.entries(part as object).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

const texts = textsOf(
  {
    ...zhCN,
    compare,
    ladder,
    objects,
    terms,
    diagnosis,
    embedDialog,
    fields,
    forms,
    keys,
    matrix,
    palette,
    statistics,
  },
  'zhCN',
);

describe('the Chinese texts', () => {
  it('are all seen', () => {
    const seen = new Set(texts.map(([path]) => path));
    const every = new Set(
      textsOf(
        {
          ...en,
          compare: compareEn,
          ladder: ladderEn,
          objects: objectsEn,
          terms: termsEn,
          diagnosis: diagnosisEn,
          fields: fieldsEn,
          forms: formsEn,
          matrix: matrixEn,
          palette: paletteEn,
          embedDialog: embedDialogEn,
          keys: keysEn,
          statistics: statisticsEn,
        },
        'zhCN',
      ).map(([path]) => path),
    );
    expect([...every].filter((path) => !seen.has(path))).toEqual([]);
    expect(seen.size).toBeGreaterThan(400);
  });

  it.each([
    ['one blank between Chinese and Latin', /[\u3400-\u9fff][A-Za-z0-9(]|[A-Za-z0-9)%][\u3400-\u9fff]/],
    ['no blank between Chinese and Chinese', /[\u3400-\u9fff，。：；] +[\u3400-\u9fff]/],
    ['Chinese marks in Chinese', /[\u3400-\u9fff] ?[,;:!?](?!\S)|[\u3400-\u9fff]\.( |$)/],
    ['no ceremony', /您/],
  ])('%s', (_, wrong) => {
    expect(texts.filter(([, text]) => wrong.test(text))).toEqual([]);
  });
});

describe('what the engine says', () => {
  const hop = {
    sentence: {
      who: 'external client',
      does: [
        ['looksUp', 'web', '10.96.0.80'],
        ['sends', 'TCP SYN', { name: 'load balancer', address: '203.0.113.10:80' }],
      ] as [['looksUp', string, string], ['sends', string, { name: string; address: string }]],
    },
  };
  const reason: Reason[] = [
    ['droppedNoLocal', 'n2', 'web', 'externalTrafficPolicy'],
    ['useCluster', 'n2'],
  ];
  const note: Note = ['misses', [['podNot', 'shop', 'app=web']], [['portIs', '80/TCP']]];

  it('is a sentence in each language', () => {
    expect(sayHop(en, hop)).toBe(
      'The client looks up web: 10.96.0.80, and sends TCP SYN to the load balancer (203.0.113.10:80).',
    );
    expect(sayHop(zhCN, hop)).toBe('客户端查询 web，得到 10.96.0.80，并向负载均衡器 (203.0.113.10:80) 发送 TCP SYN。');
    expect(sayReason(en, reason)).toBe(
      'n2 drops it: web has no endpoint on n2 and externalTrafficPolicy is Local. Use Cluster, or run a Pod on n2.',
    );
    expect(sayReason(zhCN, reason)).toBe(
      'n2 丢弃它：web 在 n2 上没有端点，而 externalTrafficPolicy 是 Local。改用 Cluster，或者在 n2 上运行一个 Pod。',
    );
    expect(sayNote(en, note)).toBe('shop is not app=web, and the port is 80/TCP');
    expect(sayNote(zhCN, note)).toBe('shop 不符合 app=web，并且端口是 80/TCP');
  });

  it('stands beside what the API server says, in Chinese', () => {
    const refused = { code: 'admit/Required', severity: 'error', message: 'spec.ports: Required value' } as const;
    expect(sayHint(en, refused)).toBe('');
    expect(sayHint(zhCN, refused)).toBe('缺少必填字段。');
  });
});
