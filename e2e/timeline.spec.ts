import { artefact, expect, expectNoViolations, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test('a rolling update in time: lost connections are counted, and the picture is that of the moment', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/rollout-errors');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByText(/192\.168\.251\.101:31002: 3000 of 3000 connections answered/)).toBeVisible();
  await expect(timeline.getByText(/between .* timeout|nobody answers/).first()).toBeVisible();

  const moment = timeline.getByRole('slider', { name: 'Moment' });
  await moment.fill('5000');
  await expect(timeline.getByRole('status').first()).toContainText('5.00');
  await expect(timeline.getByRole('list', { name: 'What happened until then' })).toContainText('is terminating');
  // n1 still has the rules of before: one of the ways leads to a Pod that is gone
  await expect(page.getByText('nobody: timeout')).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('timeline.png') });

  await timeline.getByRole('button', { name: 'To what happens next' }).click();
  await expect(moment).not.toHaveValue('5000');
  await page.getByRole('tab', { name: 'Map' }).click();
  await expect(page.getByText('nobody: timeout')).toHaveCount(0);
});

test('a scenario without steps says how to give it some', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: c, image: nginx}]}\n',
  );
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByText('Nothing happens in this scenario')).toBeVisible();
  await page.getByRole('button', { name: 'Or open a rolling update' }).click();
  await expect(page.getByRole('slider', { name: 'Moment' })).toBeVisible();
  await expect(page).toHaveURL(/rollout-errors/);
});

test('the terminal answers as of the moment that the timeline shows, and a watch prints along', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=rollout-errors');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const moment = timeline.getByRole('slider', { name: 'Moment' });
  await expect(moment).toBeVisible();
  await moment.fill('1000');
  await expect(timeline.getByRole('status').first()).toContainText('1.00');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const terminal = page.getByRole('log', { name: 'Terminal' });
  const type = async (line: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Command' }).fill(line);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
  };
  await type('kubectl get pods -w');
  await expect(terminal).toContainText('1.00 s');
  await expect(terminal).toContainText('Running');
  await expect(terminal).not.toContainText('Terminating');
  await moment.fill('9000');
  await expect(terminal).toContainText('Terminating');
  await expect(terminal).toContainText('ContainerCreating');
  // nothing of it has happened yet at the beginning
  await moment.fill('500');
  await expect(terminal).not.toContainText('Terminating');
  await expectNoViolations(page);
  await moment.fill('4000');
  await page.screenshot({ path: artefact('timeline-terminal.png') });
});
