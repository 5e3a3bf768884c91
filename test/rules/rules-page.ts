import { AutoModeRules } from '../../src';

/** The page that lists all rules. */
export function rulesPage(): string {
  return [
    '# Rules',
    '',
    'What synthesis checks in the Kubernetes objects that go to a cluster: typed objects, raw `ApiObject`s and included YAML alike.',
    'Errors fail the synthesis together. A rule can be switched off for an object, with a reason:',
    '`AutoModeRules.disable(object, \'<id>\', \'<reason>\')`.',
    '',
    '| rule | level | why |',
    '| --- | --- | --- |',
    ...AutoModeRules.descriptions.map(({ id, level, reason, link }) => `| \`${id}\` | ${level} | ${reason} ([source](${link})) |`),
    '',
    'Written by `npm run docs:rules`.',
    '',
  ].join('\n');
}
