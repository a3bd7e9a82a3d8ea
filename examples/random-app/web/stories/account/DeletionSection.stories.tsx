import type { Meta, StoryObj } from '@storybook/react-vite';
import { refusal } from 'react-cognito-hooks/testing';
import { expect, waitFor } from 'storybook/test';
import { DeletionSection } from '../../src/account/DeletionSection';
import { account } from '../accounts';
import { inSections } from '../frames';
import { press, prove } from '../prove';
import { clientOf, scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/DeletionSection',
  component: DeletionSection,
  decorators: [inSections],
  ...scene({ client: account() }),
} satisfies Meta<typeof DeletionSection>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Closed: Story = {};
export const Gate: Story = {
  async play(context) {
    await press(context, 'Delete my account…');
    await context.canvas.findByText('First show once more that it is you.');

    await expect(context.canvas.queryByRole('button', { name: 'Delete my account' })).toBeNull();
  },
};
export const WrongPassword: Story = {
  ...scene({
    client: account({ answers: { InitiateAuth: refusal('NotAuthorizedException') } }),
  }),
  async play(context) {
    await Gate.play?.(context);
    await prove(context);
    await context.canvas.findByRole('alert');

    await expect(context.canvas.queryByRole('button', { name: 'Delete my account' })).toBeNull();
  },
};
export const Open: Story = {
  async play(context) {
    await Gate.play?.(context);
    await prove(context);

    await context.canvas.findByRole('button', { name: 'Delete my account' });
  },
};
export const Deleted: Story = {
  ...scene({ client: account({ answers: { DeleteUser: {} } }) }),
  async play(context) {
    await Open.play?.(context);
    await press(context, 'Delete my account');

    const client = clientOf(context);
    await waitFor(() => expect(client.getState().status).toBe('signedOut'));
    await expect(client.calls.filter(({ name }) => name === 'DeleteUser')).toHaveLength(1);
  },
};
export const Refused: Story = {
  ...scene({ client: account({ answers: { DeleteUser: refusal('TooManyRequestsException') } }) }),
  async play(context) {
    await Open.play?.(context);
    await press(context, 'Delete my account');
    await context.canvas.findByText(/^Many people are here/);
  },
};
export const Dark: Story = { ...Refused, ...DARK };
export const Narrow: Story = { ...WrongPassword, ...NARROW };
