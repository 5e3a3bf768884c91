import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../private/errors';

/** A DNS name that fits in a label of the nodes. */
const OBJECT_NAME = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses names that the API server would refuse, or that would not fit in the labels of nodes. */
export function checkObjectName(kind: string, name: string, scope: IConstruct): void {
  if (Token.isUnresolved(name)) {
    fail('ObjectName', `name of a ${kind} must be known at synthesis, got a token: write the name`, scope);
  }
  if (!OBJECT_NAME.test(name)) {
    const proposal = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/^-+|-+$/g, '');
    fail('ObjectName', `name of a ${kind} must be 1 to 63 lower-case letters and digits, with hyphens or single dots between them, got "${name}"`
      + (OBJECT_NAME.test(proposal) ? `: write "${proposal}"` : ''), scope);
  }
}
