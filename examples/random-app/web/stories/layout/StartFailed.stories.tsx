import type { Meta, StoryObj } from '@storybook/react-vite';
import { StartFailed } from '../../src/layout/StartFailed';
import { LONG_WORD } from '../long-texts';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Layout/StartFailed',
  component: StartFailed,
  args: { reason: "'/config.json' answered 502" },
} satisfies Meta<typeof StartFailed>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Dark: Story = DARK;
export const Narrow: Story = { args: { reason: LONG_WORD }, ...NARROW };
