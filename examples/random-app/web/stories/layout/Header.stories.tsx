import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { Header } from '../../src/layout/Header';
import { account } from '../accounts';
import { LONG_EMAIL } from '../long-texts';
import { press } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = { title: 'Layout/Header', component: Header } satisfies Meta<typeof Header>;
export default meta;

type Story = StoryObj<typeof meta>;

export const SignedOut: Story = {};
export const SignedIn: Story = scene({ client: account() });
export const WithTheInbox: Story = scene({
  client: { config: { developerConsole: 'http://localhost:4000/_local/' } },
});
export const LongText: Story = scene({ client: account({ email: LONG_EMAIL }) });
export const Dark: Story = { ...SignedIn, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
export const NarrowOpened: Story = {
  ...Narrow,
  async play(context) {
    await press(context, 'Toggle navigation');
    await waitFor(() =>
      expect(context.canvasElement.querySelector('.collapse.show')).toBeVisible(),
    );
  },
};
