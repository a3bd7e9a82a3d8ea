import 'bootstrap/dist/css/bootstrap.min.css';
import '../examples/random-app/web/src/app.css';
import type { Preview } from '@storybook/react-vite';
import { sceneDecorator, sceneLoader } from '../examples/random-app/web/stories/scene';

const preview: Preview = {
  loaders: [sceneLoader],
  decorators: [sceneDecorator],
  initialGlobals: { colorScheme: 'light' },
  globalTypes: {
    colorScheme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Colour scheme',
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
  },
  beforeEach({ globals }) {
    document.documentElement.dataset.bsTheme = globals.colorScheme;
  },
  afterEach() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      throw new Error(`the story is ${scrollWidth} pixels wide on a screen of ${clientWidth}`);
    }
  },
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    viewport: {
      options: {
        phone: { name: 'Phone', styles: { width: '320px', height: '640px' }, type: 'mobile' },
        desktop: { name: 'Desktop', styles: { width: '1280px', height: '800px' }, type: 'desktop' },
      },
    },
    options: {
      storySort: { order: ['Pages', 'Forms', 'Account', 'Numbers', 'Layout'] },
    },
  },
};

export default preview;
