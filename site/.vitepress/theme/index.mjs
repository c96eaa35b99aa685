// VitePress' own theme in Kubehop's colours.
import { withBase } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { NOT_IN_CHINESE } from '../pages.mjs';
import './kubehop.css';

export default {
  ...DefaultTheme,
  /** The switch of languages asks for the same page: where there is none in Chinese, for the first one. */
  enhanceApp({ router }) {
    router.onBeforeRouteChange = (to) => {
      if (!NOT_IN_CHINESE.some((page) => to.startsWith(withBase(`/${page}`)))) return true;
      void router.go(withBase('/zh-CN/'));
      return false;
    };
  },
};
