import type { Meta, StoryObj } from '@storybook/react-vite';
import { App } from '../../src/App';
import { account } from '../accounts';
import { LONG_EMAIL } from '../long-texts';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = { title: 'Pages/App', component: App } satisfies Meta<typeof App>;
export default meta;

type Story = StoryObj<typeof meta>;

export const HomeSignedOut: Story = scene({ path: '/' });
export const HomeSignedIn: Story = scene({ path: '/', client: account() });
export const HomeDark: Story = { ...HomeSignedIn, ...DARK };
export const HomeNarrow: Story = { ...HomeSignedIn, ...NARROW };
export const Private: Story = scene({ path: '/private', client: account() });
export const PrivateSignedOut: Story = scene({ path: '/private' });
export const Account: Story = {
  ...scene({ path: '/account', client: account() }),
  async play({ canvas }) {
    await canvas.findByRole('heading', { level: 1, name: 'Account' });
    await canvas.findByRole('region', { name: 'Devices' });
  },
};
export const AccountDark: Story = { ...Account, ...DARK };
export const AccountNarrow: Story = {
  ...Account,
  ...scene({ path: '/account', client: account({ email: LONG_EMAIL }) }),
  ...NARROW,
};
export const RedirectRefused: Story = scene({
  client: { auth: { signedOut: 'redirectRefused' } },
});
export const NotFound: Story = scene({ path: '/nowhere' });
