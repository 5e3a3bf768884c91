import { createHash } from 'crypto';
import { RemovalOrder } from './removal-order';
import { Manifest, RETAIN } from '../../contract';
import { ApiError, isConflict } from '../kubernetes/api-error';
import { KubernetesClient } from '../kubernetes/kubernetes-client';
import { NotYet } from '../report/failure';

/** Where an object came from, and with which request: until the next event, in which a rollback may want it back. */
export const ORIGIN_ANNOTATION = 'cdk-eks-auto-mode/origin';
/** Origin of objects that were there before and in no set: made by hand, or by whom else. */
export const BEFORE_ANY_SET = 'before';
/** Origin of objects that a chart of ours let go of. */
export const LET_GO = 'let-go';
/** Origin of objects that a chart got while it moved to another owner: they go if the move is rolled back. */
export const NEW_IN_MOVE = 'new';
/** Origin of objects that a chart lost while it moved to another owner: they go when the move can no longer be rolled back. */
export const LEAVING = 'leaving';
/** Origin of objects that were leaving, and are wanted again. */
export const KEPT = 'kept';
/** Stands for requests that nobody remembers, since somebody has removed the parent: an update follows a success. */
export const FORGOTTEN_REQUEST = 'forgotten';
const ID_LABEL = 'applyset.kubernetes.io/id';
/** Key in the data of the parent. */
const ORDER_KEY = 'order';
const TOOLING = 'cdk-eks-auto-mode/v1';
/** How many requests are remembered: CloudFormation delivers one again within hours, not after many others. */
const REMEMBERED_REQUESTS = 5;

const ANNOTATION = {
  tooling: 'applyset.kubernetes.io/tooling',
  groupKinds: 'applyset.kubernetes.io/contains-group-kinds',
  namespaces: 'applyset.kubernetes.io/additional-namespaces',
  stack: 'cdk-eks-auto-mode/stack-id',
  owner: 'cdk-eks-auto-mode/owner',
  previousOwner: 'cdk-eks-auto-mode/previous-owner',
  removalPolicy: 'cdk-eks-auto-mode/removal-policy',
  requests: 'cdk-eks-auto-mode/requests',
  startedAt: 'cdk-eks-auto-mode/started-at',
  cancelled: 'cdk-eks-auto-mode/cancelled',
  finishedRequests: 'cdk-eks-auto-mode/finished-requests',
  contents: 'cdk-eks-auto-mode/contents',
  removed: 'cdk-eks-auto-mode/removed',
} as const;

/** What the parent of an ApplySet remembers. */
export interface ApplySetState {
  /** Kinds that members may have, `Kind.group`. */
  readonly groupKinds: readonly string[];
  /** Namespaces that members may be in. */
  readonly namespaces: readonly string[];
  /** What the chart states about the order of its objects. */
  readonly order?: RemovalOrder;
  /** Stack that owns the set. */
  readonly stack: string;
  /** Stack id and logical id of the resource that owns the set. */
  readonly owner: string;
  /** Owner before, until its own Delete arrives: the move can still be rolled back. */
  readonly previousOwner?: string;
  /** Whether the owner lets go of the objects rather than remove them. */
  readonly isRetained: boolean;
  /** Requests that have begun, the last one last. */
  readonly requests: readonly string[];
  /** When the last one came in. */
  readonly startedAt?: string;
  /** Creations by others that were cancelled before they wrote anything here, see `cancelledBy`. */
  readonly cancelled?: readonly string[];
  readonly finishedRequests: readonly string[];
  /** Hashes of what the chart was with each success, the last one last. */
  readonly contents: readonly string[];
  /** Whether the set has been removed, and is remembered only by requests that came before that. */
  readonly isRemoved?: boolean;
}

/**
 * A chart in the cluster: a ConfigMap that stands for it, and the objects that carry its label.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/3659-kubectl-apply-prune
 */
export class ApplySet {
  /** Id of the set with this parent, as the specification computes it. */
  public static idOf(namespace: string, name: string): string {
    const hash = createHash('sha256').update(`${name}.${namespace}.ConfigMap.`).digest('base64url');
    return `applyset-${hash}-v1`;
  }

  public readonly id: string;
  private resourceVersion?: string;

  constructor(private readonly client: KubernetesClient, public readonly namespace: string, public readonly name: string) {
    this.id = ApplySet.idOf(namespace, name);
  }

  /** What the parent remembers; nothing, if the set does not exist. */
  public async read(): Promise<ApplySetState | undefined> {
    const parent = await this.client.find<Manifest>(this.path);
    this.resourceVersion = parent && String(parent.metadata.resourceVersion);
    return parent && stateOf(parent);
  }

  /** What the parent of another set remembers. */
  public async readOther(id: string): Promise<{ name: string; state: ApplySetState } | undefined> {
    const { items } = await this.client.get<{ items: Manifest[] }>(collection(this.namespace), { query: { labelSelector: `${ID_LABEL}=${id}` } });
    return items[0] && { name: items[0].metadata.name, state: stateOf(items[0]) };
  }

  /** Whether a request is the last that has begun. */
  public async isCurrent(request: string): Promise<boolean> {
    const parent = await this.client.find<Manifest>(this.path);
    return parent !== undefined && stateOf(parent).requests.at(-1) === request;
  }

  /** Writes the parent, unless somebody else wrote it since it was read. */
  public async write(state: ApplySetState): Promise<void> {
    const parent = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: this.name,
        namespace: this.namespace,
        resourceVersion: this.resourceVersion,
        labels: { [ID_LABEL]: this.id },
        annotations: {
          [ANNOTATION.tooling]: TOOLING,
          [ANNOTATION.groupKinds]: [...state.groupKinds].sort().join(','),
          [ANNOTATION.namespaces]: [...state.namespaces].sort().join(','),
          [ANNOTATION.stack]: state.stack,
          [ANNOTATION.owner]: state.owner,
          ...state.previousOwner && { [ANNOTATION.previousOwner]: state.previousOwner },
          ...state.isRetained && { [ANNOTATION.removalPolicy]: RETAIN },
          [ANNOTATION.requests]: state.requests.slice(-REMEMBERED_REQUESTS).join(','),
          ...state.startedAt && { [ANNOTATION.startedAt]: state.startedAt },
          ...state.cancelled?.length && { [ANNOTATION.cancelled]: state.cancelled.slice(-REMEMBERED_REQUESTS).join(',') },
          [ANNOTATION.finishedRequests]: state.finishedRequests.slice(-REMEMBERED_REQUESTS).join(','),
          [ANNOTATION.contents]: state.contents.slice(-REMEMBERED_REQUESTS).join(','),
          ...state.isRemoved && { [ANNOTATION.removed]: 'true' },
        },
      },
      // Annotations have no room for thousands of names.
      data: state.order && Object.keys(state.order).length > 0 ? { [ORDER_KEY]: JSON.stringify(state.order) } : undefined,
    };
    const [method, path] = this.resourceVersion ? ['PUT', this.path] : ['POST', collection(this.namespace)];
    const written = await this.unlessChanged(() => this.client.request<Manifest>(method, path, { body: parent }));
    this.resourceVersion = String(written.metadata.resourceVersion);
  }

  /** Removes the parent, unless somebody else wrote it since it was read. */
  public async remove(): Promise<void> {
    const { resourceVersion } = this;
    await this.unlessChanged(() => this.client.request('DELETE', this.path, { body: { preconditions: { resourceVersion } }, absent: 404 }));
  }

  private async unlessChanged<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isGone = error instanceof ApiError && error.status === 404 && this.resourceVersion !== undefined;
      if (isGone || isConflict(error)) {
        throw new NotYet(`ConfigMap ${this.namespace}/${this.name} was changed by another run`);
      }
      throw error;
    }
  }

  private get path(): string {
    return `${collection(this.namespace)}/${this.name}`;
  }
}

/** Origin of an object that did not exist before. */
export function originOfNew({ isMove }: { readonly isMove?: boolean }): string | undefined {
  return isMove ? NEW_IN_MOVE : undefined;
}

/**
 * Origin of an object that was in another set: with that set's last request, since after another one it no longer wants it back.
 * A set without a parent here is not of this library, and may always want it back.
 */
export function originOf(setId: string, state: ApplySetState | undefined): string {
  return `${setId}/${state ? state.finishedRequests.at(-1) ?? '' : '?'}`;
}

function collection(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/configmaps`;
}

/** Whoever has spoilt it gets the order of the kinds. */
function orderOf({ data }: Manifest): RemovalOrder {
  try {
    return JSON.parse((data as { [ORDER_KEY]?: string } | undefined)?.[ORDER_KEY] ?? '{}');
  } catch {
    return {};
  }
}

function stateOf(parent: Manifest): ApplySetState {
  const annotations = parent.metadata.annotations ?? {};
  const list = (key: string) => (annotations[key] ?? '').split(',').filter((entry) => entry !== '');
  return {
    groupKinds: list(ANNOTATION.groupKinds),
    namespaces: list(ANNOTATION.namespaces),
    order: orderOf(parent),
    stack: annotations[ANNOTATION.stack] ?? '',
    owner: annotations[ANNOTATION.owner] ?? '',
    previousOwner: annotations[ANNOTATION.previousOwner],
    isRetained: annotations[ANNOTATION.removalPolicy] === RETAIN,
    requests: list(ANNOTATION.requests),
    startedAt: annotations[ANNOTATION.startedAt],
    cancelled: list(ANNOTATION.cancelled),
    finishedRequests: list(ANNOTATION.finishedRequests),
    contents: list(ANNOTATION.contents),
    isRemoved: annotations[ANNOTATION.removed] === 'true',
  };
}
