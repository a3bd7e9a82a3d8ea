import type { Meta, StoryObj } from '@storybook/react-vite';
import { type Answers, pending, refusal } from 'react-cognito-hooks/testing';
import { DevicesSection } from '../../src/account/DevicesSection';
import { account } from '../accounts';
import { inSections } from '../frames';
import { LONG_WORD } from '../long-texts';
import { press } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/DevicesSection',
  component: DevicesSection,
  decorators: [inSections],
  ...scene({ client: account() }),
} satisfies Meta<typeof DevicesSection>;
export default meta;

type Story = StoryObj<typeof meta>;

const forgetting: Story = { play: (context) => press(context, "Forget Jane's phone") };

export const Some: Story = {};
export const Forgetting: Story = {
  ...forgetting,
  ...scene({ client: account({ answers: { ForgetDevice: pending() } }) }),
};
export const Refused: Story = {
  ...forgetting,
  ...scene({ client: account({ answers: { ForgetDevice: refusal('TooManyRequestsException') } }) }),
};
const THIS_BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const here = (isRemembered: boolean, answers: Answers = {}) =>
  scene({
    client: account({
      devices: [THIS_BROWSER, "Jane's phone"],
      present: { name: THIS_BROWSER, isRemembered },
      answers,
    }),
  });
export const Remembered: Story = here(true);
export const NotRemembered: Story = here(false);
export const Remembering: Story = {
  ...here(false, { UpdateDeviceStatus: pending() }),
  play: (context) => press(context, 'Remember this device'),
};
export const LongText: Story = scene({ client: account({ devices: [LONG_WORD] }) });
export const Dark: Story = { ...Refused, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
