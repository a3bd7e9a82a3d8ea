import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { NewPasswordByCodeForm } from '../../src/forms/NewPasswordByCodeForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { SENT, SENT_FAR } from '../sent-codes';
import { DARK, NARROW } from '../surroundings';

const step = { name: 'confirm', username: 'jane@example.com', submit: fn(), ...SENT } as const;

const meta = {
  title: 'Forms/NewPasswordByCodeForm',
  component: NewPasswordByCodeForm,
  decorators: [inCard],
  args: { ...IDLE, step },
} satisfies Meta<typeof NewPasswordByCodeForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('InvalidPasswordException', 'newPassword') };
export const FormError: Story = { args: refused('LimitExceededException') };
export const LongText: Story = {
  args: { ...refused('ExpiredCodeException'), step: { ...step, ...SENT_FAR } },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Send a new code' }));
    await canvas.findByText(/^A new code is on its way/);
  },
};
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
