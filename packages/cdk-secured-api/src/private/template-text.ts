import {
  CfnElement,
  CfnResource,
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What only a deployment knows, and may be anything. */
export const UNKNOWN = '<?>';
/** Some value without a wildcard, such as the account. */
const KNOWN_AT_DEPLOY = 'value';
/** Types whose attributes may be any string at all. */
const FREE_TYPES = /^(Custom::|AWS::CloudFormation::|AWS::SSM::)/;

/** A reference to a resource, as `markOf` writes it. */
export const MARK = /<c[0-9a-f]{41}>/g;

/** How the text of a template writes a reference to a resource. */
export function markOf(resource: IConstruct): string {
  return `<${resource.node.addr}>`;
}

/**
 * The properties that a resource will have in the template, overrides included, in plain text: each
 * reference is the mark of its resource, and what only a deployment knows is `UNKNOWN`.
 *
 * An `Fn::If` stays, with both branches as texts.
 */
export function propertiesOf(resource: CfnResource): Readonly<Record<string, unknown>> {
  const stack = Stack.of(resource);
  const resolved: unknown = Tokenization.resolve(resource._toCloudFormation(), {
    scope: stack,
    resolver: new MarkingResolver(),
    preparing: false,
  });
  const [definition] = Object.values(entriesOf(entriesOf(resolved).Resources));
  return entriesOf(textIn(entriesOf(definition).Properties, stack));
}

/** Keeps every reference as a mark and goes on from there as a template would. */
class MarkingResolver extends DefaultTokenResolver {
  public constructor() {
    super({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
  }

  public override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    if (Reference.isReference(token)) return textOfTarget(token.target);
    const value: unknown = super.resolveToken(token, context, postProcessor);
    return isIntrinsic(value) ? textIn(value, Stack.of(context.scope)) : value;
  }
}

function textOfTarget(target: IConstruct): string {
  if (!CfnElement.isCfnElement(target)) return KNOWN_AT_DEPLOY;
  if (!CfnResource.isCfnResource(target)) return UNKNOWN;
  return FREE_TYPES.test(target.cfnResourceType) ? UNKNOWN : markOf(target);
}

/** A value of the template with each intrinsic function replaced by its text. */
function textIn(value: unknown, stack: Stack): unknown {
  if (Array.isArray(value)) return value.map((item) => textIn(item, stack));
  if (value === null || typeof value !== 'object') return value;
  if (isIntrinsic(value)) return textOfIntrinsic(value, stack);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textIn(item, stack)]));
}

function textOfIntrinsic(value: object, stack: Stack): unknown {
  const [name = '', argument]: unknown[] = Object.entries(value).flat(1);
  if (name === 'Ref') return textOfName(String(argument), stack);
  if (name === 'Fn::GetAtt') return textOfName(String([argument].flat()[0]).split('.')[0], stack);
  if (name === 'Fn::If')
    return {
      [name]: [argument]
        .flat()
        .slice(-2)
        .map((branch) => textIn(branch, stack)),
    };
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1].map((part) => textOfPart(textIn(part, stack))).join(String(argument[0]));
  }
  if (name === 'Fn::Sub') return textOfSub(argument, stack);
  return textOfPart(textIn(Object.values(value), stack));
}

function textOfSub(argument: unknown, stack: Stack): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = entriesOf(variables);
  return String(text).replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return whole.replace('!', '');
    if (Object.hasOwn(own, name)) return textOfPart(textIn(own[name], stack));
    return textOfName(name.split('.')[0], stack);
  });
}

/** A part of a string: more than one possibility is anything, with the marks of what it holds. */
function textOfPart(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const marks = JSON.stringify(value)?.match(MARK) ?? [];
  return `${marks.join('')}${UNKNOWN}`;
}

/** What a logical id or a pseudo parameter stands for. */
function textOfName(name: string | undefined, stack: Stack): string {
  if (name?.startsWith('AWS::')) return KNOWN_AT_DEPLOY;
  const target = stack.node
    .findAll()
    .find((node) => CfnElement.isCfnElement(node) && stack.resolve(node.logicalId) === name);
  return target ? textOfTarget(target) : UNKNOWN;
}

function isIntrinsic(value: unknown): value is object {
  const [name, ...others] = Object.keys(entriesOf(value));
  return others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::') === true);
}

function entriesOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? { ...value } : {};
}
