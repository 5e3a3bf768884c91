import { Token } from 'aws-cdk-lib';
import { ApiObject, App, Chart } from 'cdk8s';
import { AutoModeRules, Finding, NodeClass, RuleLevel, SecurityGroupSelector, SubnetSelector } from '../../src';
import { MINIMAL_SPEC } from '../support/node-class';

function findingsOf(object: { apiVersion?: string; kind?: string; name?: string }): Finding[] {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'Object', {
    apiVersion: object.apiVersion ?? 'eks.amazonaws.com/v1',
    kind: object.kind ?? 'NodeClass',
    metadata: object.name === undefined ? undefined : { name: object.name },
    spec: MINIMAL_SPEC,
  });
  return AutoModeRules.findings(chart);
}

function typed(name?: string): Finding[] {
  const chart = new Chart(new App(), 'chart');
  new NodeClass(chart, 'Nodes', {
    metadata: name === undefined ? undefined : { name },
    role: 'nodes',
    subnets: [SubnetSelector.id('subnet-1')],
    securityGroups: [SecurityGroupSelector.id('sg-1')],
  });
  return AutoModeRules.findings(chart);
}

describe('the name default', () => {
  test('is refused of a typed NodeClass, with the field, the value and the fix', () => {
    expect(typed('default')).toEqual([{
      ruleId: 'node-class-name',
      level: RuleLevel.ERROR,
      path: 'chart/Nodes/Resource',
      object: 'NodeClass "default"',
      field: 'metadata.name',
      value: '"default"',
      message: expect.stringMatching(/metadata.name: must not be "default", got "default": choose another name, and let NodePools refer to it/),
    }]);
  });

  test('is refused of a raw NodeClass', () => {
    expect(findingsOf({ name: 'default' })).toMatchObject([{ ruleId: 'node-class-name', path: 'chart/Object' }]);
  });

  test('is refused of any version', () => {
    expect(findingsOf({ apiVersion: 'eks.amazonaws.com/v2', name: 'default' })).toHaveLength(1);
  });
});

describe('is left alone:', () => {
  test('a typed NodeClass of another name', () => {
    expect(typed('private')).toEqual([]);
  });

  test('a typed NodeClass whose name is made', () => {
    expect(typed()).toEqual([]);
  });

  test.each(['default-nodes', 'Default', 'my-default'])('a NodeClass %s', (name) => {
    expect(findingsOf({ name })).toEqual([]);
  });

  test('a NodeClass whose name is a token', () => {
    expect(findingsOf({ name: Token.asString({ Ref: 'Name' }) })).toEqual([]);
  });

  test('another kind of the group', () => {
    expect(findingsOf({ kind: 'NodeDiagnostic', name: 'default' })).toEqual([]);
  });

  test('the kind of another group', () => {
    expect(findingsOf({ apiVersion: 'karpenter.k8s.aws/v1', name: 'default' })).toEqual([]);
  });
});
