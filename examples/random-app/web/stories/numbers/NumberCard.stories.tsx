import type { Meta, StoryObj } from '@storybook/react-vite';
import { CognitoError } from 'react-cognito-hooks';
import { NumberCard } from '../../src/numbers/NumberCard';
import { inNumbers } from '../frames';
import { LONG_WORD } from '../long-texts';
import { press } from '../prove';
import { DARK, NARROW } from '../surroundings';

const LABEL = 'Get a private number';
const ANSWER = {
  status: 200,
  message: 'Your private number is 42.',
  caller: 'us-east-1:11111111-0000-4000-8000-000000000000',
};

const meta = {
  title: 'Numbers/NumberCard',
  component: NumberCard,
  decorators: [inNumbers],
  args: {
    title: 'Private number',
    children: 'The request is signed with your temporary AWS credentials, and IAM decides.',
    actions: [{ label: LABEL, call: async () => ANSWER }],
  },
} satisfies Meta<typeof NumberCard>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The card after a call that ends so. */
const after = (call: () => Promise<typeof ANSWER>, shown: string): Story => ({
  args: {
    actions: [
      { label: LABEL, call },
      { label: 'Call without signature', call },
    ],
  },
  async play(context) {
    await press(context, LABEL);
    await context.canvas.findByText(shown);
  },
});

const failing = (code: 'NotSignedIn' | 'NetworkError') => async () => {
  throw new CognitoError(code, code);
};

export const Idle: Story = {};
export const Pending: Story = after(() => new Promise(() => undefined), LABEL);
export const Answered: Story = after(async () => ANSWER, '200');
export const Refused: Story = after(
  async () => ({ status: 403, message: 'Forbidden', caller: 'anyone, without a signature' }),
  '403',
);
export const NotSignedIn: Story = after(failing('NotSignedIn'), 'not sent');
export const Unreachable: Story = after(failing('NetworkError'), 'not sent');
export const LongText: Story = after(async () => ({ ...ANSWER, message: LONG_WORD }), '200');
export const Dark: Story = { ...Refused, ...DARK };
export const DarkAnswered: Story = { ...Answered, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
