import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseAllDocuments } from 'yaml';
import { artefact, expect, expectNoViolations, test } from './kubehop.ts';

interface Step {
  say?: Record<'en' | 'zh-CN', string>;
  run?: string;
  reach?: string;
  answers?: { text: Record<'en' | 'zh-CN', string>; right?: boolean }[];
}

const LESSONS = readdirSync('src/scenarios/lessons').map((file) => file.replace('.yaml', ''));

const stepsOf = (name: string): Step[] =>
  parseAllDocuments(readFileSync(`src/scenarios/lessons/${name}.yaml`, 'utf8'))
    .map((document) => document.toJS() as { kind?: string; spec: { steps: Step[] } })
    .find(({ kind }) => kind === 'Scenario')?.spec.steps ?? [];

const words = {
  en: {
    run: /^Run |Do it for me/,
    follow: 'Follow the packet',
    next: 'Next',
    steps: 'Steps',
    end: 'last step',
    nextLesson: 'Next lesson',
  },
  'zh-CN': {
    run: /^执行 |替我做/,
    follow: '跟着数据包走',
    next: '下一步',
    steps: '步骤',
    end: '最后一步',
    nextLesson: '下一课',
  },
} as const;

/** Does what the current step asks for, as a reader would. */
async function take(
  page: Page,
  step: Step,
  language: 'en' | 'zh-CN',
  done: (timeout: number) => Promise<void>,
): Promise<void> {
  const say = words[language];
  const current = page.locator('li[aria-current=step]');
  if (step.say) await expect(current).toContainText(step.say[language].slice(0, 5));
  if (step.answers) {
    const [wrong, right] = [false, true].map((is) => step.answers?.find((answer) => (answer.right ?? false) === is));
    await current.getByLabel(wrong?.text[language] ?? '', { exact: true }).check();
    await expect(current.getByRole('status')).toBeVisible();
    await current.getByLabel(right?.text[language] ?? '', { exact: true }).check();
  } else if (step.run !== undefined) await current.getByRole('button', { name: say.run }).click();
  else if (step.reach === undefined) await current.getByRole('button', { name: say.next, exact: true }).click();
  else {
    await current.getByRole('button', { name: say.follow }).click();
    // the reader need not wait for the packet
    await expect(async () => {
      await page.locator('#picture').focus();
      await page.keyboard.press('End');
      await done(600);
    }).toPass();
  }
}

for (const language of ['en', 'zh-CN'] as const)
  for (const name of LESSONS)
    test(`lesson ${name} can be taken to its end in ${language}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`./?lang=${language}#/s/${name}`);
      const steps = stepsOf(name);
      const isAt = (at: number, timeout: number): Promise<void> =>
        // a connection of as many hops says it too
        expect(
          page.getByText(language === 'en' ? `${at} of ${steps.length}` : `${at} / ${steps.length}`, { exact: true }),
        ).toBeVisible({
          timeout,
        });
      for (const [i, step] of steps.entries()) {
        await isAt(i, 20_000);
        await take(page, step, language, (timeout) => isAt(i + 1, timeout));
      }
      await expect(page.getByRole('status').filter({ hasText: words[language].end })).toBeVisible();
      await expect(page.getByRole('button', { name: words[language].nextLesson })).toHaveCount(
        name === LESSONS.at(-1) ? 0 : 1,
      );
      await page.screenshot({ path: artefact(`lesson-${name.slice(0, 2)}-${language}.png`) });
    });

test('what a reader does in another way counts, and a lesson goes on where it was left', async ({ page }) => {
  await page.goto('./#/s/09-node-port');
  const current = page.locator('li[aria-current=step]');
  await expect(current).toContainText('31002', { timeout: 20_000 });
  await expectNoViolations(page);
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl delete svc tomcat-service');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('deleted');
  await page.getByRole('tab', { name: 'Steps' }).click();
  await expect(current).toContainText('Not yet:');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page
    .getByRole('textbox', { name: 'Command' })
    .fill('kubectl create service nodeport tomcat-service --tcp=8080 --node-port=31002');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('service/tomcat-service created');
  await page.getByRole('tab', { name: 'Steps' }).click();
  await expect(page.getByText('1 of 7', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Go on from there' }).click();
  await expect(page.getByText('1 of 7', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'after 2 commands' })).toBeVisible();
});
