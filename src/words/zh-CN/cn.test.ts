import { expect, test } from 'vitest';
import { cn } from './cn.ts';

test.each([
  ['n2', 'n2 把它转发给 web-1。'],
  ['客户端', '客户端把它转发给 web-1。'],
])('%s: one blank between Chinese and Latin, none in Chinese', (who, text) => {
  expect(cn`${who} 把它转发给${'web-1'}。`).toBe(text);
});

test('addresses, numbers and marks', () => {
  expect(cn`共${3}个，占${'33.3 %'}`).toBe('共 3 个，占 33.3 %');
  expect(cn`改为${'web-1 (10.244.1.2:80)'}再走`).toBe('改为 web-1 (10.244.1.2:80) 再走');
});
