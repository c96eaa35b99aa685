import type { App } from '../../app/app.ts';
import { grouped } from '../../app/words.ts';
import { MAX_LINK } from '../../share/maxLink.ts';

/** Chat and issue tools cut links that are longer. */
const LONG = 2000;

/** Copies a link to exactly this page; the address bar shows it too, for where the clipboard is closed. */
export async function copyLink(app: App): Promise<void> {
  const link = await app.link();
  if (link.length > MAX_LINK) {
    app.notify(
      'This scenario is too large for a link.',
      'A link holds 64 KiB of characters. Pass the YAML on as a file.',
    );
    return;
  }
  await app.showLink();
  const length = `${grouped(link.length)} characters, with the whole scenario in it.`;
  const warning = link.length > LONG ? ' Some chat programs cut links that are this long.' : '';
  try {
    await navigator.clipboard.writeText(link);
    app.notify('Link copied', length + warning);
  } catch {
    app.notify('The link is in the address bar', `The clipboard is closed here. ${length}${warning}`);
  }
}
