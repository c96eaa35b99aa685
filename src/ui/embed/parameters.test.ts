import { expect, test } from 'vitest';
import { readParameters } from './parameters.ts';

test('has sensible answers for an embed that asks for nothing', () => {
  expect(readParameters('?embed=1')).toEqual({
    timeline: true,
    panels: [],
    readonly: false,
    run: 'click',
    theme: 'auto',
    step: null,
    speed: 1,
    controls: true,
    autosize: false,
    language: 'en',
  });
});

test('takes what it knows and ignores the rest', () => {
  const asked = readParameters(
    '?embed=1&panels=picture,inspector,yaml,yaml,toString&readonly&run=auto&theme=dark&step=4&speed=0.5&controls=0&autosize=1&lang=zh-CN&x=1',
  );
  expect(asked).toEqual({
    timeline: false,
    panels: ['inspector', 'yaml'],
    readonly: true,
    run: 'auto',
    theme: 'dark',
    step: 4,
    speed: 0.5,
    controls: false,
    autosize: true,
    language: 'zh-CN',
  });
  expect(readParameters('?panels=picture,timeline&readonly=0')).toMatchObject({ timeline: true, readonly: false });
  expect(readParameters('?lang=xx', ['zh-TW', 'en']).language).toBe('zh-CN');
  expect(readParameters('?run=maybe&speed=900&step=-2')).toMatchObject({ run: 'click', speed: 1, step: null });
});
