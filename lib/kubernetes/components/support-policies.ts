import { Construct } from 'constructs';
import type { SupportSubject } from '../../core/support';
import { AdmissionPolicy } from '../access/admission-policy';
import { celText, celTexts } from '../access/cel';

export interface SupportPoliciesProps {
  /** As whom Kubernetes sees the vendor's support engineers. */
  readonly subjects: readonly SupportSubject[];
  /** Namespaces in which they may be given the role. */
  readonly namespaces: readonly string[];
  /** Cluster role that they may be given in these namespaces, and nowhere else. */
  readonly namespacedRole: string;
  /** Cluster role that they may be given for the whole cluster. */
  readonly clusterRole: string;
}

/** Names of the policies and of their bindings. */
export const SUPPORT_POLICIES = { writes: 'byoc-support-writes', bindings: 'byoc-support-bindings' } as const;

/**
 * What holds even where somebody gives the support engineers more: they write nothing and connect to nothing, and are
 * given no other role. Reads are not seen by any policy; they are what the second one is for.
 */
export class SupportPolicies extends Construct {
  public constructor(scope: Construct, id: string, props: SupportPoliciesProps) {
    super(scope, id);
    const forSupport = `object.?subjects.orValue([]).exists(subject, ${anyOf(props.subjects, BOUND)})`;
    new AdmissionPolicy(this, 'Writes', {
      name: SUPPORT_POLICIES.writes,
      requests: {
        apiGroups: ['*'],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
        // Subresources, too: exec, proxy, eviction, scale, token.
        resources: ['*/*'],
      },
      // To ask who one is and what one may do is a CREATE.
      except: {
        apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
        apiVersions: ['*'],
        resources: ['*'],
      },
      when: anyOf(props.subjects, ASKING),
      validations: [
        {
          expression: 'false',
          message: 'support engineers may read, and nothing else',
          messageExpression: `${celText('support engineers may read, and nothing else: ')} + request.operation + " " + request.resource.resource + ${SUBRESOURCE} + " is left to the customer's administrators"`,
        },
      ],
    });
    new AdmissionPolicy(this, 'Bindings', {
      name: SUPPORT_POLICIES.bindings,
      requests: {
        apiGroups: ['rbac.authorization.k8s.io'],
        apiVersions: ['v1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['rolebindings', 'clusterrolebindings'],
      },
      validations: [
        {
          expression: `!${forSupport} || (object.roleRef.kind == "ClusterRole" && object.roleRef.name == (${IN_CLUSTER} ? ${celText(props.clusterRole)} : ${celText(props.namespacedRole)}))`,
          message: `support engineers may be given the role ${props.namespacedRole} in a namespace and ${props.clusterRole} for the cluster, and no other`,
        },
        {
          expression: `!${forSupport} || ${IN_CLUSTER} || object.metadata.namespace in ${celTexts(props.namespaces)}`,
          message: `support engineers may be given a role only in ${props.namespaces.join(', ')}`,
        },
      ],
    });
  }
}

type Condition = Readonly<Record<SupportSubject['kind'], (names: string) => string>>;

/** Who makes a request. */
const ASKING: Condition = {
  User: (names) => `has(request.userInfo.username) && request.userInfo.username in ${names}`,
  Group: (names) => `has(request.userInfo.groups) && request.userInfo.groups.exists(group, group in ${names})`,
};

/** Whom a binding names. A service account of Kubernetes with the same name is somebody else. */
const BOUND: Condition = {
  User: (names) => `subject.kind == "User" && subject.name in ${names}`,
  Group: (names) => `subject.kind == "Group" && subject.name in ${names}`,
};

/** CEL expression: the condition holds for one of the subjects, so for none where there are none. */
function anyOf(subjects: readonly SupportSubject[], condition: Condition): string {
  const kinds = (['User', 'Group'] as const).flatMap((kind) => {
    const names = subjects.filter((subject) => subject.kind === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [condition[kind](celTexts(names))];
  });
  const [first = 'false'] = kinds;
  return kinds.length < 2 ? first : kinds.map((each) => `(${each})`).join(' || ');
}

const IN_CLUSTER = 'request.resource.resource == "clusterrolebindings"';

/** A request about an object itself has no such field, and an expression that asks for it would fail. */
const SUBRESOURCE = '(has(request.subResource) && request.subResource != "" ? "/" + request.subResource : "")';
