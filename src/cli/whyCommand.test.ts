import { describe, expect, it } from 'vitest';
import { whyCommand } from './whyCommand.ts';
import { catchPrinted } from '../../test/catchPrinted.ts';

const TYPO = 'src/scenarios/selector-typo.yaml';

const printed = catchPrinted();

describe('kubehop why', () => {
  it('goes from what is seen to the line, and prints the edit', () => {
    expect(whyCommand([TYPO, '--from', 'pod/shop', 'tcp://web:80'])).toBe(1);
    expect(printed.stdout).toMatch(/^100 % {2}refused: the sender sees connection refused/);
    expect(printed.stdout).toContain('web has no endpoints');
    expect(printed.stdout).toMatch(/by the rule .*KUBE-SERVICES/);
    expect(printed.stdout).toContain(`${TYPO}:8: selector/nothing: Service web selects nothing`);
    expect(printed.stdout).toContain('repairs it: Select app=web\n    -     app: wbe\n    +     app: web\n');
  });

  it('is asked of objects too, and tells JSON', () => {
    expect(whyCommand([TYPO, 'svc/web', '-o', 'json'])).toBe(1);
    expect(JSON.parse(printed.stdout)).toMatchObject({
      works: false,
      causes: [{ code: 'selector/nothing' }],
      repairs: [{ title: 'Select app=web' }],
    });
    printed.stdout = '';
    expect(whyCommand([TYPO, 'pod/default/shop'])).toBe(0);
    expect(printed.stdout).toBe('It works.\n');
  });

  it.each([
    [[TYPO], 'a URL or an object'],
    [[TYPO, 'tcp://web:80'], '--from PLACE'],
    [[TYPO, 'web'], 'neither a URL'],
    [[TYPO, 'svc/web', 'more'], 'too much'],
    [[TYPO, '--from', 'pod/none', 'tcp://web:80'], 'no Pod'],
  ])('refuses %j', (args, message) => {
    expect(() => whyCommand(args)).toThrow(message);
  });
});
