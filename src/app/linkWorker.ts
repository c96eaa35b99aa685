// Packs texts into links beside the page.
import { encodeLink, type LinkState } from '../share/link.ts';

addEventListener('message', ({ data }: MessageEvent<LinkState>) => postMessage(encodeLink(data)));
