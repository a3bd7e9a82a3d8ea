import type { Meta, StoryObj } from '@storybook/react-vite';
import { pending, refusal } from 'react-cognito-hooks/testing';
import { ResetRequired } from '../../src/forms/ResetRequired';
import { inCard } from '../frames';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/ResetRequired',
  component: ResetRequired,
  decorators: [inCard],
  args: { username: 'jane@example.com' },
} satisfies Meta<typeof ResetRequired>;
export default meta;

type Story = StoryObj<typeof meta>;

const asked: Pick<Story, 'play'> = {
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Send me a code' }));
  },
};

export const Idle: Story = {};
export const Pending: Story = {
  ...asked,
  ...scene({ client: { answers: { ForgotPassword: pending() } } }),
};
export const Refused: Story = {
  ...scene({ client: { answers: { ForgotPassword: refusal('LimitExceededException') } } }),
  async play(context) {
    await asked.play?.(context);
    await context.canvas.findByText(/^That was tried too often/);
  },
};
export const Dark: Story = { ...Pending, ...DARK };
export const Narrow: Story = { ...Idle, ...NARROW };
