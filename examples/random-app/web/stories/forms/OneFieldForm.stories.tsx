import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { checkIdentifier } from '../../src/forms/checks';
import { OneFieldForm } from '../../src/forms/OneFieldForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_EMAIL, LONG_WORD } from '../long-texts';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/OneFieldForm',
  component: OneFieldForm,
  decorators: [inCard],
  args: {
    ...IDLE,
    label: 'E-mail address',
    type: 'email',
    autoComplete: 'email',
    check: (typed) => checkIdentifier(typed, 'email'),
    onSubmit: fn(),
  },
} satisfies Meta<typeof OneFieldForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = {
  async play({ canvas, userEvent }) {
    await userEvent.type(canvas.getByLabelText('E-mail address'), 'jane{Enter}');
    await canvas.findByText(/^Enter an e-mail address/);
  },
};
export const FormError: Story = { args: refused('InvalidParameterException') };
export const LongText: Story = {
  args: { label: LONG_WORD, initialValue: LONG_EMAIL, submitLabel: LONG_WORD },
};
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
