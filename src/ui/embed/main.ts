import '../../paint/tokens.css';
import '../canvas/picture.css';
import './embed.css';
import { mountEmbed } from './mountEmbed.ts';

const root = document.querySelector<HTMLElement>('#root');
if (root) void mountEmbed(root, location);
