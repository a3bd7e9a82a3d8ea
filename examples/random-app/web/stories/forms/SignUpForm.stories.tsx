import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { SignUpForm } from '../../src/forms/SignUpForm';
import { EVERY_IDENTIFIER } from '../configs';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_EMAIL } from '../long-texts';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Forms/SignUpForm',
  component: SignUpForm,
  decorators: [inCard],
  args: { ...IDLE, onSubmit: fn() },
} satisfies Meta<typeof SignUpForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('UsernameExistsException') };
export const FormError: Story = { args: refused('UserLambdaValidationException') };
export const LongText: Story = {
  ...scene({ client: { config: EVERY_IDENTIFIER } }),
  args: refused('UsernameExistsException'),
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByLabelText('E-mail address', { selector: '[name=username]' }));
    await userEvent.paste(LONG_EMAIL);
  },
};
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
