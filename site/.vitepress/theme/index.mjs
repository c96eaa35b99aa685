// VitePress' own theme in Kubehop's colours, with the element that puts Kubehop into a page.
import DefaultTheme from 'vitepress/theme';
import { onMounted } from 'vue';
import './kubehop.css';

export default {
  extends: DefaultTheme,
  setup() {
    // After the page is alive: Vue takes away what another script has put into its elements before.
    onMounted(() => {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = `${__KUBEHOP_APP__}embed.js`;
      document.head.append(script);
    });
  },
};
