/**
 * `embed.js`: the element that puts Kubehop into a page of documentation. Around a block of YAML, or a link into
 * Kubehop, which stays for print, for readers without scripts, and when the frame does not come:
 *
 *   <script type="module" src="https://HOST/embed.js"></script>
 *   <kubehop-playground run="click"><pre>apiVersion: v1 …</pre></kubehop-playground>
 *
 * Attributes: `src` (where Kubehop is; default: where this script is), `scenario` (a name of the gallery), `run`, `step`,
 * `speed`, `panels`, `controls`, `readonly`, `lang`, `theme`, `height`. Language and theme (`auto`) are those of the page
 * around it, also when they change.
 */
const PASSED = ['run', 'step', 'speed', 'panels', 'controls', 'readonly'];
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';

/** What documentation sites say of their theme; null when they say nothing. */
function pageTheme(): 'light' | 'dark' | null {
  for (const { dataset, classList } of [document.documentElement, document.body]) {
    const said = `${dataset['theme'] ?? ''} ${dataset['mdColorScheme'] ?? ''} ${classList.value}`;
    if (/(^|[ _-])(dark|slate)($|[ _-])/.test(said)) return 'dark';
    if (/(^|[ _-])(light|default)($|[ _-])/.test(said)) return 'light';
  }
  return null;
}

/** What a block says, where a highlighter has put `<br>` for the ends of lines, too. */
function textOf(block: Element): string {
  const copy = block.cloneNode(true) as Element;
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  return copy.textContent;
}

const looks = new CSSStyleSheet();
looks.replaceSync(':host{display:block}iframe{display:block;width:100%;border:0}[hidden]{display:none}');

class KubehopPlayground extends HTMLElement {
  /** The frame stands in a shadow: a framework that made the element finds nothing in it that it did not make. */
  private readonly shadow = this.attachShadow({ mode: 'open' });
  private ended: (() => void) | null = null;

  connectedCallback(): void {
    if (this.ended) return;
    const asked = (name: string): string => this.getAttribute(name) ?? '';
    const pre = this.querySelector('pre');
    const link = this.querySelector('a')?.hash ?? '';
    const url = new URL(
      'embed.html',
      new URL(asked('src') || '.', this.hasAttribute('src') ? location.href : import.meta.url),
    );
    url.searchParams.set('embed', '1');
    for (const name of PASSED) if (this.hasAttribute(name)) url.searchParams.set(name, asked(name));
    const language = (): string => this.closest<HTMLElement>('[lang]')?.lang ?? '';
    let told = language();
    if (told) url.searchParams.set('lang', told);
    if (!this.hasAttribute('height')) url.searchParams.set('autosize', '1');
    url.hash = asked('scenario') ? `/s/${asked('scenario')}` : pre ? 'host' : link;

    const frame = document.createElement('iframe');
    frame.title = asked('title') || 'Kubehop';
    frame.loading = 'lazy';
    frame.allow = 'clipboard-write; fullscreen';
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.setAttribute('sandbox', SANDBOX);
    // one pixel until it is ready: enough to be loaded when it comes near, and the block above stays readable
    frame.style.height = '1px';
    let height = Number(asked('height')) || 450;
    frame.src = url.href;
    const box = document.createElement('div');
    box.style.minHeight = `${height}px`;
    const block = document.createElement('slot');
    box.append(block, frame);

    const show = (fallback: boolean): void => {
      block.hidden = !fallback;
      frame.hidden = fallback;
    };
    const print = (): void => show(true);
    const printed = (): void => show(false);
    const tell = (type: string, payload: unknown): void =>
      frame.contentWindow?.postMessage({ ns: 'kubehop', v: 1, type, payload }, url.origin);
    const chosen = asked('theme') || 'auto';
    const theme = (): void => tell('setTheme', chosen === 'auto' ? (pageTheme() ?? 'auto') : chosen);
    const follow = (): void => {
      theme();
      if (told !== language()) tell('setLang', (told = language()));
    };
    const hear = ({ source, origin, data }: MessageEvent): void => {
      if (source !== frame.contentWindow || origin !== url.origin || data?.ns !== 'kubehop' || data.v !== 1) return;
      if (data.type === 'ready') {
        frame.style.height = `${height}px`;
        show(false);
        theme();
        // it may have changed before the frame could hear
        tell('setLang', (told = language()));
        if (url.hash === '#host') tell('load', pre ? textOf(pre) : '');
      } else if (data.type === 'resize' && data.payload >= 200 && data.payload <= 2000) {
        height = Number(data.payload);
        frame.style.height = `${height}px`;
        box.style.minHeight = '';
      }
    };
    const watch = new MutationObserver(follow);
    for (const root of [document.documentElement, document.body])
      watch.observe(root, { attributeFilter: ['data-theme', 'data-md-color-scheme', 'class', 'lang'] });
    addEventListener('message', hear);
    addEventListener('beforeprint', print);
    addEventListener('afterprint', printed);
    this.shadow.adoptedStyleSheets = [looks];
    this.shadow.replaceChildren(box);
    this.ended = () => {
      watch.disconnect();
      removeEventListener('message', hear);
      removeEventListener('beforeprint', print);
      removeEventListener('afterprint', printed);
      this.shadow.replaceChildren(document.createElement('slot'));
    };
  }

  disconnectedCallback(): void {
    this.ended?.();
    this.ended = null;
  }
}

if (!customElements.get('kubehop-playground')) customElements.define('kubehop-playground', KubehopPlayground);
