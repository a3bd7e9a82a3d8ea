import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { PasskeyStep } from '../../src/forms/PasskeyStep';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/PasskeyStep',
  component: PasskeyStep,
  decorators: [inCard],
  args: { ...IDLE, step: { name: 'passkey', submit: fn() } },
} satisfies Meta<typeof PasskeyStep>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const Cancelled: Story = { args: refused('PasskeyCancelled') };
export const NotSupported: Story = { args: refused('PasskeyNotSupported') };
export const Dark: Story = { ...Cancelled, ...DARK };
export const Narrow: Story = { ...NotSupported, ...NARROW };
