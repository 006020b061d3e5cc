import type { CustomerEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import type { SupportSubject } from '../../../lib/core/support';
import { celTexts } from '../../../lib/kubernetes/access/cel';
import { SupportAccess, supportAccessPropsOf } from '../../../lib/kubernetes/components/support-access';
import { SUPPORT_POLICIES } from '../../../lib/kubernetes/components/support-policies';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, type Manifest, objectsOf, one } from '../../support/kubernetes';

const GROUP: SupportSubject = { kind: 'Group', name: 'byoc-support' };
const USER: SupportSubject = { kind: 'User', name: 'support@acme.iam.gserviceaccount.com' };

function render(subjects = [GROUP], namespaces = ['byoc-system', 'cert-manager']): Manifest[] {
  return objectsOf((chart) => new SupportAccess(chart, 'SupportAccess', { subjects, namespaces }));
}

/** `get,list apps/deployments` for each resource of a role. */
function rightsOf({ rules }: Manifest): string[] {
  return rules.flatMap(({ verbs, apiGroups, resources }: Manifest) =>
    apiGroups.flatMap((group: string) => resources.map((type: string) => `${verbs.join()} ${group}/${type}`)),
  );
}

describe('what support may be given', () => {
  const objects = render();
  const role = one(objects, 'ClusterRole', 'byoc-support-v1');

  test('is to look at workloads, events and logs', () => {
    expect(rightsOf(role).sort()).toEqual([
      'get /pods/log',
      'get,list,watch /events',
      'get,list,watch /limitranges',
      'get,list,watch /persistentvolumeclaims',
      'get,list,watch /pods',
      'get,list,watch /resourcequotas',
      'get,list,watch /services',
      'get,list,watch apps/daemonsets',
      'get,list,watch apps/deployments',
      'get,list,watch apps/replicasets',
      'get,list,watch apps/statefulsets',
      'get,list,watch autoscaling/horizontalpodautoscalers',
      'get,list,watch batch/cronjobs',
      'get,list,watch batch/jobs',
      'get,list,watch discovery.k8s.io/endpointslices',
      'get,list,watch events.k8s.io/events',
      'get,list,watch networking.k8s.io/networkpolicies',
      'get,list,watch policy/poddisruptionbudgets',
    ]);
  });

  test('is nodes and names of namespaces for the whole cluster', () => {
    expect(rightsOf(one(objects, 'ClusterRole', 'byoc-support-cluster-v1'))).toEqual([
      'get,list,watch /nodes',
      'get,list,watch /namespaces',
    ]);
  });

  test('grows by no label of another role, and is given to nobody yet', () => {
    for (const { aggregationRule } of all(objects, 'ClusterRole')) expect(aggregationRule).toBeUndefined();
    expect(objects.filter(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind))).toEqual([]);
  });
});

describe('the policy about writes', () => {
  const policyFor = (...subjects: SupportSubject[]) =>
    one(render(subjects), 'ValidatingAdmissionPolicy', SUPPORT_POLICIES.writes);
  const policy = policyFor(GROUP, { kind: 'Group', name: 'support@example.com' });

  test('sees every write and every connection, of subresources too', () => {
    expect(policy.spec.matchConstraints.resourceRules).toEqual([
      {
        apiGroups: ['*'],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
        resources: ['*/*'],
      },
    ]);
  });

  test('lets anybody ask who they are and what they may do', () => {
    const [{ apiGroups, resources }] = policy.spec.matchConstraints.excludeResourceRules;
    expect([apiGroups, resources]).toEqual([['authentication.k8s.io', 'authorization.k8s.io'], ['*']]);
  });

  test('is about the groups of support, and says nothing of users without groups', () => {
    expect(policy.spec.matchConditions).toEqual([
      {
        name: 'when',
        expression:
          'has(request.userInfo.groups) && request.userInfo.groups.exists(group, group in ["byoc-support", "support@example.com"])',
      },
    ]);
  });

  test('is about users by their names', () => {
    expect(policyFor(USER).spec.matchConditions[0].expression).toBe(
      'has(request.userInfo.username) && request.userInfo.username in ["support@acme.iam.gserviceaccount.com"]',
    );
  });

  test('is about either, where there are users and groups, and about nobody where there are none', () => {
    expect(policyFor(GROUP, USER).spec.matchConditions[0].expression).toBe(
      '(has(request.userInfo.username) && request.userInfo.username in ["support@acme.iam.gserviceaccount.com"]) || ' +
        '(has(request.userInfo.groups) && request.userInfo.groups.exists(group, group in ["byoc-support"]))',
    );
    expect(policyFor().spec.matchConditions[0].expression).toBe('false');
  });

  test('refuses all of it, and asks whether there is a subresource before it names it', () => {
    const [{ expression, messageExpression }] = policy.spec.validations;
    expect(expression).toBe('false');
    expect(messageExpression.indexOf('has(request.subResource)')).toBeLessThan(
      messageExpression.indexOf('"/" + request.subResource'),
    );
  });
});

describe('the policy about bindings', () => {
  const policy = one(render(), 'ValidatingAdmissionPolicy', SUPPORT_POLICIES.bindings);
  const [role, place] = policy.spec.validations.map(({ expression }: Manifest) => expression);

  test('sees bindings that are made or changed, whoever does it', () => {
    expect(policy.spec.matchConstraints.resourceRules).toEqual([
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        apiVersions: ['v1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['rolebindings', 'clusterrolebindings'],
      },
    ]);
    expect(policy.spec.matchConditions).toBeUndefined();
  });

  test('lets the group have the role of its kind of binding, which is a cluster role', () => {
    expect(role).toBe(
      '!object.?subjects.orValue([]).exists(subject, subject.kind == "Group" && subject.name in ["byoc-support"]) || ' +
        '(object.roleRef.kind == "ClusterRole" && object.roleRef.name == ' +
        '(request.resource.resource == "clusterrolebindings" ? "byoc-support-cluster-v1" : "byoc-support-v1"))',
    );
  });

  test('lets it have it in the namespaces it may look at', () => {
    expect(place).toContain('object.metadata.namespace in ["byoc-system", "cert-manager"]');
  });

  test('knows users by their kind too, so that a service account of that name is somebody else', () => {
    const { validations } = one(render([USER]), 'ValidatingAdmissionPolicy', SUPPORT_POLICIES.bindings).spec;
    const subject = 'subject.kind == "User" && subject.name in ["support@acme.iam.gserviceaccount.com"]';
    for (const { expression } of validations) {
      expect(expression).toContain(`!object.?subjects.orValue([]).exists(subject, ${subject})`);
    }
  });
});

describe('both policies', () => {
  const objects = render();

  test('refuse where they cannot tell, and are bound', () => {
    for (const { metadata, spec } of all(objects, 'ValidatingAdmissionPolicy')) {
      expect(spec.failurePolicy).toBe('Fail');
      expect(one(objects, 'ValidatingAdmissionPolicyBinding', metadata.name).spec).toEqual({
        policyName: metadata.name,
        validationActions: ['Deny'],
      });
    }
    expect(all(objects, 'ValidatingAdmissionPolicy')).toHaveLength(2);
  });

  test('take the names of groups as texts, whatever is in them', () => {
    expect(celTexts(['a"] || true || ["', 'b\\', 'c\n'])).toBe('["a\\"] || true || [\\"", "b\\\\", "c\\n"]');
  });
});

describe('support of an installation', () => {
  test('is the group of the plan on AWS, also where nobody is let in', () => {
    const config = resolveConfig(minimalPlan(), minimalEnvironment());
    expect(supportAccessPropsOf(config)).toEqual({ subjects: [GROUP], namespaces: ['byoc-system'] });
  });

  test('is whom Kubernetes sees on Google Cloud and Azure', () => {
    const { support = {} } = fullPlan();
    const plan = { ...minimalPlanForEveryCloud(), support };
    const subjectsOn = (environment: CustomerEnvironment) =>
      supportAccessPropsOf(resolveConfig(plan, environment))?.subjects;
    expect(subjectsOn(gcpEnvironment())).toEqual([
      { kind: 'User', name: `byoc-demo-support@${gcpEnvironment().project}.iam.gserviceaccount.com` },
    ]);
    expect(subjectsOn(azureEnvironment())).toEqual([{ kind: 'Group', name: '12121212-3434-5656-7878-909090909090' }]);
  });

  test('is not there where the vendor names no engineers', () => {
    expect(supportAccessPropsOf(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()))).toBeUndefined();
  });

  test('reaches every namespace of ours that is there, and none of the product', () => {
    const config = resolveConfig(fullPlan(), fullEnvironment());
    const namespaces = supportAccessPropsOf(config)?.namespaces;
    expect(namespaces).toEqual([
      'byoc-system',
      'cert-manager',
      'istio-system',
      'istio-ingress',
      'external-dns',
      'monitoring',
      'byoc-node',
    ]);
    for (const product of config.namespaces) expect(namespaces).not.toContain(product);
  });
});
