// @ts-check
// A page for each scenario of the gallery, `s/NAME/`: chats and social networks read its title, text and picture, sites
// that know oEmbed find the frame, and a reader is led on to the scenario. The part of an address behind # never comes
// to a server, so that `#/s/NAME` alone would look the same for all.

/** @typedef {{ title: string, goal: string }} Entry */
/** @typedef {{ name: string, language: string, entry: Entry, frame: string }} Scenario */

export const PREVIEW = { width: 1200, height: 630 };
/** Size of the frame that oEmbed gives. */
export const FRAME = { width: 800, height: 450 };

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** @param {Scenario} scenario */
const folderOf = ({ name, language }) => (language === 'en' ? `s/${name}/` : `s/${name}/${language}/`);

/**
 * The files of one scenario in one language. Readers of previews want whole addresses: without `site`, the address
 * of Kubehop, they are relative, and there is no oEmbed.
 * @param {Scenario} scenario
 * @param {string} policy the content security policy
 * @param {string} site ends in a slash, or is ''
 * @returns {Record<string, string>} path → content
 */
export function scenarioPage(scenario, policy, site) {
  const { name, language, entry } = scenario;
  const folder = folderOf(scenario);
  const up = '../'.repeat(folder.split('/').length - 1);
  const root = site || up;
  const target = `${up}${language === 'en' ? '' : `?lang=${language}`}#/s/${name}`;
  const [title, goal] = [escaped(entry.title), escaped(entry.goal)];
  const picture = `${root}s/${name}/preview.png`;
  const oembed =
    site &&
    `\n    <link rel="alternate" type="application/json+oembed" href="${site}${folder}oembed.json" title="${title}" />`;
  const page = `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Kubehop</title>
    <meta name="description" content="${goal}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Kubehop" />
    <meta property="og:locale" content="${language === 'en' ? 'en_US' : 'zh_CN'}" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${goal}" />
    <meta property="og:image" content="${picture}" />
    <meta property="og:image:width" content="${PREVIEW.width}" />
    <meta property="og:image:height" content="${PREVIEW.height}" />
    <meta property="og:image:alt" content="${title}" />${site && `\n    <meta property="og:url" content="${site}${folder}" />`}
    <meta name="twitter:card" content="summary_large_image" />${oembed}
    <link rel="icon" href="${up}favicon.svg" type="image/svg+xml" />
    <script type="module" src="${up}to-scenario.js"></script>
  </head>
  <body>
    <h1><a href="${target}">${title}</a></h1>
    <p>${goal}</p>
    <p><img src="${up}s/${name}/preview.png" alt="" width="600" height="315" /></p>
  </body>
</html>
`;
  return {
    [`${folder}index.html`]: page,
    ...(site && { [`${folder}oembed.json`]: `${JSON.stringify(oembedOf(scenario, site), null, 1)}\n` }),
  };
}

/** What an oEmbed reader gets, a `rich` one (oembed.com, 2.3.4). @param {Scenario} scenario @param {string} site */
const oembedOf = ({ name, entry, frame }, site) => ({
  version: '1.0',
  type: 'rich',
  title: entry.title,
  provider_name: 'Kubehop',
  provider_url: site,
  html: frame,
  ...FRAME,
  thumbnail_url: `${site}s/${name}/preview.png`,
  thumbnail_width: PREVIEW.width,
  thumbnail_height: PREVIEW.height,
});
