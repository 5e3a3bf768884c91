import { Token } from 'aws-cdk-lib';
import { CERTIFICATE } from '../support/full-node-class';
import { problemsOf } from '../support/node-class';

const token = Token.asString({ Ref: 'Value' });
const data = Buffer.from(CERTIFICATE).toString('base64');
const found = (certificateBundles: unknown) => problemsOf('node-class-certificates', { certificateBundles });

test.each<[string, unknown]>([
  ['base64', [{ name: 'own', data }]],
  ['base64 in several lines', [{ name: 'own', data: `${data.slice(0, 76)}\n${data.slice(76)}\n` }]],
  ['base64 with padding', [{ name: 'own', data: 'YQ==' }, { name: 'other', data: 'YWI=' }]],
  ['tokens', [{ name: token, data: token }, token]],
  ['a token', token],
  ['nothing', undefined],
])('%s is accepted', (_, bundles) => {
  expect(found(bundles)).toEqual([]);
});

test('the text of a certificate is refused', () => {
  expect(found([{ name: 'one', data }, { name: 'two', data: CERTIFICATE }])).toEqual([
    'spec.certificateBundles[1].data: must be base64, got "-----BEGIN CERTIFICATE-----\\nMI"…: write the output of base64 -w0, or use NodeClass with certificateBundles',
  ]);
});

test.each(['', 'YWJ', 'Y', 5])('the data %j are refused', (wrong) => {
  expect(found([{ name: 'own', data: wrong }])).toEqual([expect.stringMatching(/^spec.certificateBundles\[0\].data: must be base64, got /)]);
});

test('an empty name is refused', () => {
  expect(found([{ name: '', data }])).toEqual(['spec.certificateBundles[0].name: must not be empty, got "": write for example "own-authority"']);
});
