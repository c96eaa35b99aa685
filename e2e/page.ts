import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the page, in a person's words. */
export class Kubehop {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits until the picture is there. */
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await expect(this.hops.first()).toBeVisible({ timeout: 20_000 });
    await expect(this.page.locator('.kubehop-picture')).toBeVisible();
  }

  /** The segments of the timeline. */
  get hops() {
    return this.page.getByRole('list', { name: 'Hops' }).getByRole('button');
  }

  get inspector() {
    return this.page.getByRole('region', { name: 'Inspector' });
  }

  get editor() {
    return this.page.getByRole('textbox', { name: 'scenario.yaml' });
  }

  /** Every sentence of the connection, from the text twin of the picture. */
  async sentences(): Promise<string> {
    await this.page.getByRole('tab', { name: 'Table' }).click();
    const text = await this.page.getByRole('list', { name: 'The connection, hop by hop' }).innerText();
    await this.page.getByRole('tab', { name: 'Map' }).click();
    return text;
  }

  /** Chooses where to, by the beginning of the option's text; the list may still be that of the text before. */
  async sendTo(beginning: string): Promise<void> {
    const select = this.page.getByLabel('To', { exact: true });
    await expect(async () => {
      const option = select.locator('option', { hasText: beginning }).first();
      await select.selectOption((await option.getAttribute('value', { timeout: 1000 })) ?? '', { timeout: 1000 });
      await expect(select.locator('option:checked')).toContainText(beginning, { timeout: 1000 });
    }).toPass();
  }

  /** Replaces the whole text, as a paste does. */
  async write(text: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** Opens the palette, and writes what is sought into it. */
  async find(text: string): Promise<Locator> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const field = this.page.getByRole('combobox', { name: /^Find a Service/ });
    await field.fill(text);
    return field;
  }

  /** A line of the palette, or of another list. */
  found(name: string | RegExp) {
    return this.page.getByRole('listbox').getByRole('option', { name }).first();
  }

  /** Drops a file on the page. */
  async drop(name: string, text: string | number[]): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const transfer = new DataTransfer();
        const part = typeof content === 'string' ? content : new Uint8Array(content);
        transfer.items.add(new File([part], fileName, { type: 'text/yaml' }));
        return transfer;
      },
      [name, text] as const,
    );
    await this.page.dispatchEvent('body', 'drop', { dataTransfer });
  }

  /** The link that the address bar holds after Copy link. */
  async copyLink(): Promise<string> {
    await this.page.getByRole('button', { name: 'Copy link' }).click();
    await expect(this.page.getByText(/Link copied|in the address bar/)).toBeVisible();
    return this.page.url();
  }
}
