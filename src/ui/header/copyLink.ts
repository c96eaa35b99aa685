import type { App } from '../../app/app.ts';
import { galleryNameIn } from '../../share/galleryFragment.ts';
import { grouped } from '../../words/grouped.ts';

/** Chat and issue tools cut links that are longer. */
const LONG = 2000;

/** Copies a link to exactly this page; the address bar shows it too, for where the clipboard is closed. */
export async function copyLink(app: App): Promise<void> {
  const link = await app.link();
  const words = app.store.getState().words.header;
  if (link === null) {
    app.notify(words.tooLarge, words.tooLargeHint, true);
    return;
  }
  await app.showLink();
  const long = link.length > LONG;
  const named = galleryNameIn(new URL(link).hash) !== null;
  const details = [named ? words.linkNamed : words.linkLength(grouped(link.length)), ...(long ? [words.longLink] : [])];
  try {
    await navigator.clipboard.writeText(link);
    app.notify(words.copied, details.join(' '), long);
  } catch {
    app.notify(words.inAddressBar, [words.clipboardClosed, ...details].join(' '), long);
  }
}
