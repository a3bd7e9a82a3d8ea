import { LocalRuntimeError } from '../support/local-runtime-error';
import { findPlaceholder } from './placeholder';
import type { Template, TemplateParameter } from './template';

/**
 * Refuses a value that breaks what the template asks of its parameter. The value is not told: it may
 * be a secret.
 *
 * @throws LocalRuntimeError `InvalidParameter`
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function assertParameterValues(
  stackName: string,
  { Parameters = {} }: Template,
  given: Readonly<Record<string, string>>,
): void {
  for (const [name, parameter] of Object.entries(Parameters)) {
    const value = given[name] ?? parameter.Default;
    const broken = value === undefined ? undefined : brokenConstraint(parameter, String(value));
    if (broken === undefined) continue;
    throw new LocalRuntimeError(
      'InvalidParameter',
      `the value of parameter '${name}' of stack '${stackName}' is not ${broken}`,
      `give another by --parameter ${name}=VALUE`,
    );
  }
}

/** What a value should be, and is not. What stands in for something that is not here may be it. */
function brokenConstraint(parameter: TemplateParameter, value: string): string | undefined {
  const { Type: type } = parameter;
  if (findPlaceholder(value) !== undefined || type.startsWith('AWS::SSM::')) return undefined;
  if (type === 'Number') return brokenByNumber(parameter, value);
  const isList = type.includes('List');
  const items = isList ? value.split(',').map((item) => item.trim()) : [value];
  for (const item of items) {
    const broken =
      type === 'List<Number>' ? brokenByNumber(parameter, item) : brokenByText(parameter, item);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function brokenByNumber(parameter: TemplateParameter, value: string): string | undefined {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return 'a number';
  const { MinValue: least, MaxValue: most, AllowedValues: allowed } = parameter;
  if (least !== undefined && number < Number(least)) return `at least ${least}`;
  if (most !== undefined && number > Number(most)) return `at most ${most}`;
  if (allowed !== undefined && !allowed.some((one) => Number(one) === number)) {
    return `one of ${allowed.join(', ')}`;
  }
  return undefined;
}

function brokenByText(parameter: TemplateParameter, value: string): string | undefined {
  const { MinLength: least, MaxLength: most, AllowedValues: allowed } = parameter;
  const { AllowedPattern: pattern, ConstraintDescription: described } = parameter;
  if (least !== undefined && value.length < Number(least)) return `of at least ${least} characters`;
  if (most !== undefined && value.length > Number(most)) return `of at most ${most} characters`;
  if (allowed !== undefined && !allowed.map(String).includes(value)) {
    return `one of ${allowed.join(', ')}`;
  }
  if (pattern === undefined || (readPattern(pattern)?.test(value) ?? true)) return undefined;
  return described ?? `of the pattern ${pattern}`;
}

/** AWS's are those of Java, of which some are none of JavaScript: such a one is not checked. */
function readPattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
