import { expect, test } from 'vitest';
import { transcriptOf } from './transcriptOf.ts';

test('a transcript has the places, the lines and what they printed', () => {
  const entries = [
    { id: 1, on: 'admin', run: 'kubectl get ns', result: { stdout: 'NAME\ndefault\n', stderr: '', exit: 0 } },
    { id: 2, on: 'client', run: 'curl web', result: { stdout: '', stderr: 'curl: (6) no', exit: 6 } },
    { id: 3, on: 'client', run: 'sleep 1', result: null },
  ];
  expect(transcriptOf(entries, ({ id }) => (id === 1 ? 'kube-system\n' : ''))).toBe(
    'admin $ kubectl get ns\nNAME\ndefault\nkube-system\nclient $ curl web\ncurl: (6) no\nclient $ sleep 1\n',
  );
});
