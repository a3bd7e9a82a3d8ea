import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { RequestResetForm } from '../../src/forms/RequestResetForm';
import { EVERY_IDENTIFIER } from '../configs';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/RequestResetForm',
  component: RequestResetForm,
  decorators: [inCard],
  args: { ...IDLE, onSubmit: fn() },
} satisfies Meta<typeof RequestResetForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('UserNotFoundException') };
export const FormError: Story = { args: refused('LimitExceededException') };
export const LongText: Story = scene({ client: { config: EVERY_IDENTIFIER } });
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
