import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { AutoModeRules } from '../../rules';
import { renderDuration } from '../duration';
import { INodeClass, NodeClass } from './node-class';
import { NodeTemplateOptions } from './node-template-options';

const MAXIMUM_REQUIREMENTS = 100;
const MAXIMUM_LABELS = 100;

/** The part of a NodePool that describes each of its nodes. Checked at once; the NodeClass is asked for its name when it is rendered. */
export function renderNodeTemplate(options: NodeTemplateOptions): () => object {
  const requirements = (options.requirements ?? []).flatMap((requirement) => requirement._render());
  if (requirements.length > MAXIMUM_REQUIREMENTS) {
    fail('NodePoolRequirements', `requirements must be at most ${MAXIMUM_REQUIREMENTS}, got ${requirements.length}: bring values of one label together in one requirement`);
  }
  const labelCount = Object.keys(options.labels ?? {}).length;
  if (labelCount > MAXIMUM_LABELS) {
    fail('NodePoolLabels', `labels must be at most ${MAXIMUM_LABELS}, got ${labelCount}: remove some`);
  }
  const labels = options.labels && { ...options.labels };
  const annotations = options.annotations && { ...options.annotations };
  const rest = {
    requirements,
    taints: options.taints?.map((taint) => taint._render()),
    startupTaints: options.startupTaints?.map((taint) => taint._render()),
    expireAfter: renderDuration('expireAfter', options.expireAfter ?? Duration.days(14)),
    terminationGracePeriod: renderDuration('terminationGracePeriod', options.terminationGracePeriod ?? Duration.hours(24)),
  };
  return () => ({
    metadata: labels || annotations ? { labels, annotations } : undefined,
    spec: {
      nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: (options.nodeClass ?? NodeClass.DEFAULT).nodeClassName },
      ...rest,
    },
  });
}

/** A NodeClass that is referred to by its name is one of which nobody here can know whether it exists. */
export function acceptNodeClassByName(pool: Construct, nodeClass: INodeClass | undefined): void {
  if (nodeClass && nodeClass !== NodeClass.DEFAULT && !Construct.isConstruct(nodeClass)) {
    AutoModeRules.disable(pool, 'missing-node-class', 'the NodeClass is referred to by its name: it is in the cluster, or comes from elsewhere');
  }
}
