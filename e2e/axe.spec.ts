// Every state that has a look of its own and is in no test of its part: axe finds nothing, in light and in dark.
import { expect, expectNoViolations, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

type Act = (kubehop: Kubehop) => Promise<void>;
const press =
  (name: string): Act =>
  ({ page }) =>
    page.getByRole('button', { name, exact: true }).click();
const tab =
  (name: string): Act =>
  ({ page }) =>
    page.getByRole('tab', { name, exact: true }).click();
const find =
  (text: string): Act =>
  async (kubehop) => {
    await kubehop.find(text);
  };

/** On one page, one after the other: what is opened, and the role and words by which it is there. */
const states: readonly [name: string, act: Act, close?: string][] = [
  ['keys', ({ page }) => page.keyboard.press('?'), 'Escape'],
  ['how it plays', press('How it plays'), 'Escape'],
  ['palette', ({ page }) => page.getByRole('button', { name: 'Find or do…' }).click(), 'Escape'],
  ['found', find('tom'), 'Escape'],
  ['nothing found', find('qqqq'), 'Escape'],
  ['gallery', press('Gallery'), 'Escape'],
  ['export', press('Export'), 'Escape'],
  ['all ways', press('All ways')],
  [
    'one network',
    ({ page }) => page.getByRole('group', { name: 'Light one network' }).getByRole('button', { name: 'Pod' }).click(),
  ],
  ['steps', tab('Steps')],
  ['table', tab('Table')],
  ['ladder', tab('Ladder')],
  ['timeline', tab('Timeline')],
  ['objects', tab('Objects')],
  [
    'refused',
    (kubehop) =>
      kubehop.write('apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 99999}]\n'),
  ],
  ['broken', (kubehop) => kubehop.write('apiVersion: v1\nkind: Service\nspec:\n  selector: [')],
];

async function inBothThemes(kubehop: Kubehop, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    await test.step(`${name}, ${colorScheme}`, async () => {
      await kubehop.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(kubehop.page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectNoViolations(kubehop.page);
    });
}

test('axe finds nothing in what opens on the page', async ({ page }) => {
  // thirty times axe looks at the whole page
  test.setTimeout(360_000);
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  for (const [name, act, close] of states) {
    if (name === 'refused') await tab('scenario.yaml')(kubehop);
    await act(kubehop);
    await inBothThemes(kubehop, name);
    if (close) await page.keyboard.press(close);
  }
});

for (const [name, address] of [
  ['a damaged link', './#v1/abc'],
  ['a link of a newer Kubehop', './#v9/abc'],
  ['a name that no scenario has', './#/s/nobody-has-this-name'],
  ['the poster of an embed', './embed.html?embed=1&run=click#/s/load-balancer'],
  ['an embed of a damaged link', './embed.html?embed=1#v1/abc'],
] as const)
  test(`axe finds nothing at ${name}`, async ({ page }) => {
    await page.goto(address);
    await expect(
      page
        .locator('[role=status], [role=alert]')
        .filter({ visible: true })
        .or(page.getByRole('button', { name: 'Run' }))
        .first(),
    ).toBeVisible({ timeout: 30_000 });
    await inBothThemes(new Kubehop(page), name);
  });
