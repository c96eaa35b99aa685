// The terminal's habits: completion, history, files, and ways from its output to the picture and the text.
import { artefact, expect, expectNoViolations, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test('Tab completes, Ctrl+R finds, names lead to the picture, files to the text', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=nodeport');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const line = page.getByRole('textbox', { name: 'Command' });
  const log = page.getByRole('log', { name: 'Terminal' });
  await line.fill('kubectl get serv');
  await line.press('Tab');
  await expect(line).toHaveValue('kubectl get service');
  const options = page.getByRole('list', { name: /completions/ });
  await expect(options.getByRole('button')).toContainText(['services', 'service']);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('terminal.png') });
  await line.press('s');
  await line.press('Space');
  await line.press('t');
  await line.press('Tab');
  await expect(line).toHaveValue('kubectl get services tomcat-service ');
  await line.press('Enter');
  await log.getByRole('button', { name: 'tomcat-service' }).click();
  await expect(kubehop.inspector).toContainText('tomcat-service');

  await line.fill('kubectl create deployment web --image=nginx --dry-run=client -o yaml > web.yaml');
  await line.press('Enter');
  await expect(log.getByText('web.yaml', { exact: true })).toBeVisible();
  await line.press('Control+r');
  await page.keyboard.type('get serv');
  await expect(line).toHaveValue('kubectl get services tomcat-service');
  await line.press('Escape');
  await expect(line).toHaveValue('');

  await line.fill('kubectl edit service tomcat-service');
  await line.press('Enter');
  await expect(kubehop.editor).toBeFocused();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await log.getByRole('button', { name: 'Add to the YAML' }).click();
  await expect(page.getByText('No problems. 2 endpoints ready.')).toBeVisible();
  await page.getByRole('button', { name: /^Service tomcat-service/ }).click();
  await expect(page.getByRole('group', { name: 'Documents' })).toContainText('Deployment web');
});
