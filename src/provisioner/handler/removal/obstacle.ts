import { drainingNodes, nodesOfClass } from './draining';
import { groupKindOf, Manifest } from '../../contract';
import { Member, pathOf } from '../apply-set/members';
import { conditionsOf, describeCondition } from '../kubernetes/conditions';
import { DEFINITION } from '../kubernetes/discovery';
import { KubernetesClient } from '../kubernetes/kubernetes-client';
import { latestWarning, ONCE } from '../kubernetes/warning';

/** What keeps an object from going, as far as the cluster tells. */
export async function obstaclesOf(client: KubernetesClient, member: Member): Promise<string[]> {
  const { uid, namespace } = member.metadata;
  const [own, warning] = await Promise.allSettled([ownObstacles(client, member), latestWarning(client, { uid, namespace })]);
  return [own, warning].flatMap((outcome) => outcome.status === 'fulfilled' ? outcome.value ?? [] : []);
}

async function ownObstacles(client: KubernetesClient, member: Member): Promise<string[]> {
  switch (groupKindOf(member.kind)) {
    case 'NodePool.karpenter.sh': return drainingNodes(client, member.metadata.name);
    case 'NodeClass.eks.amazonaws.com': return nodesOfClass(client, member.metadata.name);
    case 'Namespace': return conditionsThatHold(client, member, /^Namespace/);
    case DEFINITION: return conditionsThatHold(client, member, /^Terminating$/);
    default: return [];
  }
}

/** Conditions of deletion are true when something is in its way. */
async function conditionsThatHold(client: KubernetesClient, member: Member, types: RegExp): Promise<string[]> {
  const object = await client.get<Manifest>(pathOf(member), ONCE);
  return conditionsOf(object).filter(({ type, status }) => status === 'True' && types.test(type)).map(describeCondition);
}
