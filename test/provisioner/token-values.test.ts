import { Aws, CfnCondition, CfnParameter, Fn, IResolvable, Lazy, SecretValue, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ObjectToken } from '../../src/provisioner/token-layers';
import { TokenValues } from '../../src/provisioner/token-values';
import { stackFixture } from '../support/fixtures';

function substitute(stack: Stack, manifest: object) {
  const values = new TokenValues(stack);
  return { ...values.substitute<any>(manifest), tokens: stack.resolve(values.tokens) };
}

/** A token that stood in the chart as an object. */
function object(token: IResolvable): string {
  return Token.asString(new ObjectToken(token));
}

describe('what resolves without CloudFormation', () => {
  const { stack } = stackFixture();

  test.each<[string, unknown, unknown]>([
    ['text', Lazy.string({ produce: () => 'late' }), 'late'],
    ['text in text', `a-${Lazy.string({ produce: () => 'late' })}-z`, 'a-late-z'],
    ['a number', Lazy.number({ produce: () => 3 }), 3],
    ['a number as text', Token.asString(Lazy.number({ produce: () => 3 })), '3'],
    ['a number as an object', object(Lazy.any({ produce: () => 3 })), 3],
    ['a list', Lazy.list({ produce: () => ['a', 'b'] }), ['a', 'b']],
    ['a structure', Token.asString(Lazy.any({ produce: () => ({ on: true, count: 2 }) })), { on: true, count: 2 }],
    ['a known account', stack.account, '123456789012'],
    ['JSON of known values', stack.toJsonString({ port: Lazy.number({ produce: () => 5432 }) }), '{"port":5432}'],
    ['a number in text', `--port=${Lazy.number({ produce: () => 5432 })}`, '--port=5432'],
    ['nothing', Token.asString(Lazy.any({ produce: () => undefined })), undefined],
  ])('%s is written with its type', (_, value, expected) => {
    const { manifest, placements, tokens, problems } = substitute(stack, { spec: { value } });
    expect(manifest).toEqual({ spec: { value: expected } });
    expect([placements, tokens, problems]).toEqual([[], [], []]);
  });

  test('values that are no tokens stay as they are', () => {
    const manifest = { text: 'x', number: 1.5, boolean: false, list: ['a', 2], empty: {}, nothing: null };
    expect(substitute(stack, manifest).manifest).toEqual(manifest);
    expect(substitute(stack, { ...manifest, token: Lazy.string({ produce: () => 'late' }) }).manifest).toEqual({ ...manifest, token: 'late' });
  });
});

describe('what only CloudFormation knows', () => {
  const { app, stack } = stackFixture();
  const bucket = new s3.Bucket(stack, 'Bucket');
  const bucketRef = { Ref: expect.stringMatching(/^Bucket/) };
  new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals(Aws.REGION, 'us-east-1') });

  test.each<[string, unknown, string, unknown]>([
    ['text', bucket.bucketName, 'string', bucketRef],
    ['joined text', `arn:${Aws.PARTITION}:s3:::${bucket.bucketName}/*`, 'string', { 'Fn::Join': expect.anything() }],
    ['a number', new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber, 'number', { Ref: 'Count' }],
    ['a numeric token as text', Token.asString(new CfnParameter(stack, 'Size', { type: 'Number' }).value), 'string', { Ref: 'Size' }],
    ['a numeric token as an object', object(new CfnParameter(stack, 'Sixth', { type: 'Number' }).value), 'number', { Ref: 'Sixth' }],
    ['a list', new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList, 'list', { Ref: 'List' }],
    ['a boolean of a condition', object(Fn.conditionIf('Condition', true, false)), 'boolean', { 'Fn::If': ['Condition', true, false] }],
    ['a number of a condition', object(Fn.conditionIf('Condition', 1, 2)), 'number', { 'Fn::If': ['Condition', 1, 2] }],
    ['a number of nested conditions', object(Fn.conditionIf('Condition', Fn.conditionIf('Condition', 1, 2), 3)), 'number',
      { 'Fn::If': ['Condition', { 'Fn::If': ['Condition', 1, 2] }, 3] }],
    ['a number of a condition as text', Token.asString(Fn.conditionIf('Condition', 1, 2)), 'string', { 'Fn::If': ['Condition', 1, 2] }],
    ['zones', object({ creationStack: [], resolve: () => ({ 'Fn::GetAZs': '' }) }), 'list', { 'Fn::GetAZs': '' }],
    ['a reference to Systems Manager', '{{resolve:ssm:/name}}', 'string', '{{resolve:ssm:/name}}'],
    ['JSON', stack.toJsonString({ bucket: bucket.bucketName, port: new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber }), 'string',
      { 'Fn::Join': ['', ['{"bucket":"', bucketRef, '","port":', { Ref: 'Port' }, '}']] }],
    ['a number in text', `--port=${new CfnParameter(stack, 'Second', { type: 'Number' }).valueAsNumber}`, 'string',
      { 'Fn::Join': ['', ['--port=', { Ref: 'Second' }]] }],
    ['a list of a condition', object(Fn.conditionIf('Condition', ['a', 'b'], ['c'])), 'list', { 'Fn::If': ['Condition', ['a', 'b'], ['c']] }],
    ['a number or nothing', object(Fn.conditionIf('Condition', 1, Aws.NO_VALUE)), 'number',
      { 'Fn::If': ['Condition', 1, { Ref: 'AWS::NoValue' }] }],
    ['a Lazy of a numeric token', Lazy.number({ produce: () => new CfnParameter(stack, 'Third', { type: 'Number' }).valueAsNumber }), 'number', { Ref: 'Third' }],
    ['a function in a structure of a Lazy', Token.asString(Lazy.any({ produce: () => ({ Ref: 'Bucket' }) })), 'string', { Ref: 'Bucket' }],
  ])('%s goes as a value that remembers its type', (_, value, type, expected) => {
    const { placements, tokens, problems } = substitute(stack, { spec: { value } });
    expect(placements).toEqual([{ path: ['spec', 'value'], value: 0, type }]);
    expect(tokens).toEqual([expected]);
    expect(problems).toEqual([]);
  });

  test('each distinct value goes once', () => {
    const { placements, tokens } = substitute(stack, { a: bucket.bucketName, b: [bucket.bucketName, bucket.bucketArn] });
    expect(placements.map(({ path, value }) => [path.join('.'), value])).toEqual([['a', 0], ['b.0', 0], ['b.1', 1]]);
    expect(tokens).toHaveLength(2);
  });

  test('in a structure only the parts that need it go as values, each with its type', () => {
    const port = new CfnParameter(stack, 'Fourth', { type: 'Number' }).valueAsNumber;
    const value = Token.asString(Lazy.any({ produce: () => ({ bucket: bucket.bucketName, count: 2, names: ['x', `y-${bucket.bucketName}`], port }) }));
    const { manifest, placements } = substitute(stack, { spec: value });
    expect(manifest.spec).toMatchObject({ count: 2, names: ['x', expect.anything()] });
    expect(placements.map(({ path, type }) => [path.join('.'), type])).toEqual([['spec.bucket', 'string'], ['spec.names.1', 'string'], ['spec.port', 'number']]);
  });

  test('a value of another stack is the token itself, so that the CDK exports it', () => {
    const other = new Stack(app, 'Other', { env: { account: stack.account, region: stack.region } });
    const values = new TokenValues(other);
    values.substitute({ bucket: bucket.bucketName });
    expect(Tokenization.reverseString(values.tokens[0]).firstToken).toMatchObject({ target: bucket.node.defaultChild });
  });
});

describe('what is refused', () => {
  const { stack } = stackFixture();

  test('a token as a key', () => {
    const { problems } = substitute(stack, { data: { [Aws.REGION]: 'x' } });
    expect(problems).toEqual([expect.stringMatching(/^data\.<key>: keys must be known at synthesis, got a token: write the key/)]);
  });

  test.each([
    ['text', '{{resolve:secretsmanager:name:SecretString}}'],
    ['text of Systems Manager', '{{resolve:ssm-secure:/name:1}}'],
    ['a secret value', SecretValue.secretsManager('name').unsafeUnwrap()],
    ['a secret in text', `postgres://user:${SecretValue.secretsManager('name').unsafeUnwrap()}@host`],
    ['a secret with an ARN of CloudFormation', `{{resolve:secretsmanager:${Fn.importValue('Arn')}:SecretString}}`],
  ])('%s that CloudFormation would not resolve here, with the better way', (_, value) => {
    const { placements, problems } = substitute(stack, { data: { password: value } });
    expect(problems).toEqual([expect.stringMatching(/^data\.password: must not hold a secret, got a reference.*External Secrets or the Secrets Store CSI driver/)]);
    expect(placements).toEqual([]);
  });

  test.each([
    ['a secret in JSON', stack.toJsonString({ password: SecretValue.secretsManager('name').unsafeUnwrap() }), /^value: must not hold a secret/],
    ['a list among other things', ['--zones', ...new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList], /^value\.1: a list that is only known at deployment must stand alone.*write Fn\.join/],
    ['a list in text', `${new CfnParameter(stack, 'Other', { type: 'CommaDelimitedList' }).valueAsList}`, /^value: a list that is only known at deployment must stand alone/],
    ['a condition between structures', object(Fn.conditionIf('C', { a: 1 }, { b: 2 })), /^value: a condition must choose between texts, numbers, booleans or lists/],
    ['a token as a key in a structure of a Lazy', Token.asString(Lazy.any({ produce: () => ({ [Aws.REGION]: 1 }) })), /^value\.<key>: keys must be known at synthesis/],
  ])('%s', (_, value, problem) => {
    expect(substitute(stack, { value }).problems).toEqual([expect.stringMatching(problem)]);
  });

  test('a token that cannot be resolved, without hiding the others', () => {
    const broken: IResolvable = { creationStack: [], resolve: () => { throw new Error('no idea'); } };
    const { problems } = substitute(stack, { a: Token.asString(broken), [Aws.REGION]: 1 });
    expect(problems).toEqual([expect.stringContaining('a: '), expect.stringContaining('keys must be known')]);
    expect(problems[0]).toContain('no idea');
  });
});
