// VitePress' own theme in Kubehop's colours.
import DefaultTheme from 'vitepress/theme';
import './kubehop.css';

export default DefaultTheme;
