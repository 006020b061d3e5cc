import { resolveConfig } from '../../../lib/core/resolve-config';
import {
  AGENT_POLICIES,
  AgentPolicies,
  type AgentPoliciesProps,
  agentPoliciesPropsOf,
} from '../../../lib/kubernetes/components/agent-policies';
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

/** As many as Kubernetes checks the types of are ten. */
const OBJECTS = [
  ...['pods', 'services', 'configmaps', 'persistentvolumeclaims', 'deployments', 'statefulsets', 'jobs'],
  ...['virtualservices', 'destinationrules'],
];

function render(props: Partial<AgentPoliciesProps> = {}): Manifest[] {
  return objectsOf(
    (chart) =>
      new AgentPolicies(chart, 'Policies', {
        account: { name: 'agent', namespace: 'byoc-system' },
        accounts: [{ name: 'engine', namespace: 'riverbed' }],
        namespaces: ['riverbed', 'quiet'],
        secrets: ['license'],
        audiences: ['pods.eks.amazonaws.com'],
        ...props,
      }),
  );
}

function policy(name: string, props: Partial<AgentPoliciesProps> = {}): Manifest {
  return one(render(props), 'ValidatingAdmissionPolicy', name).spec;
}

/** The expression whose message has these words. */
function expression(words: string, props: Partial<AgentPoliciesProps> = {}): string {
  const found = policy(AGENT_POLICIES.templates, props).validations.filter(({ message }: Manifest) =>
    message.includes(words),
  );
  expect(found).toHaveLength(1);
  return found[0].expression;
}

describe('policies about the agent', () => {
  const objects = render();
  const policies = all(objects, 'ValidatingAdmissionPolicy');

  test('see what carries a pod when it is made or changed, and what else the agent writes', () => {
    const seen = policies.flatMap(({ spec }) => spec.matchConstraints.resourceRules);
    expect(seen.flatMap(({ resources }) => resources)).toEqual([
      'pods',
      'pods/ephemeralcontainers',
      'deployments',
      'statefulsets',
      'daemonsets',
      'replicasets',
      'replicationcontrollers',
      'jobs',
      'cronjobs',
      'services',
      'persistentvolumeclaims',
      'statefulsets',
      ...OBJECTS,
    ]);
    for (const { operations } of seen) expect(operations).toEqual(['CREATE', 'UPDATE']);
  });

  test('are about its account, and about nobody else', () => {
    const when =
      'has(request.userInfo.username) && request.userInfo.username == "system:serviceaccount:byoc-system:agent"';
    for (const { spec } of policies) expect(spec.matchConditions).toEqual([{ name: 'when', expression: when }]);
  });

  test('hold in every namespace', () => {
    for (const { spec } of policies) expect(spec.matchConstraints.namespaceSelector).toBeUndefined();
  });

  test('refuse where they cannot tell, and are bound', () => {
    for (const { metadata, spec } of policies) {
      expect(spec.failurePolicy).toBe('Fail');
      expect(one(objects, 'ValidatingAdmissionPolicyBinding', metadata.name).spec.validationActions).toEqual(['Deny']);
    }
  });

  test('say the same of pods, templates and templates of templates, each where its pod is', () => {
    const [pods, templates, cronJobs] = [AGENT_POLICIES.pods, AGENT_POLICIES.templates, AGENT_POLICIES.cronJobs].map(
      (name) => policy(name).validations.map((validation: Manifest) => validation.expression),
    );
    const within = (path: string) => [
      ...pods.map((text: string) =>
        text.replace('request.operation != "CREATE" || ', '').replaceAll('object.spec.', `object.spec.${path}.spec.`),
      ),
      `object.spec.${path}.?metadata.?finalizers.orValue([]).size() == 0`,
    ];
    expect(templates).toEqual(within('template'));
    expect(cronJobs).toEqual(within('jobTemplate.spec.template'));
  });

  test('name no variable, through which Kubernetes would not check types', () => {
    expect(JSON.stringify(policies)).not.toContain('variables');
  });
});

describe("the agent's pods", () => {
  test('run as workloads of the plan in their own namespace, or as default in each', () => {
    expect(expression('run as workloads')).toBe(
      'request.namespace + "/" + object.spec.template.spec.?serviceAccountName.orValue("default") in ["riverbed/default", "quiet/default", "riverbed/engine"]',
    );
  });

  test('get no token of the Kubernetes API', () => {
    expect(expression('no token of the Kubernetes API')).toBe(
      '!object.spec.template.spec.?automountServiceAccountToken.orValue(false)',
    );
  });

  test('have volumes of the kinds that Pod Security lets in, but for those of drivers', () => {
    const kinds = expression('volumes of the agent').match(/has\(volume\.\w+\)/g);
    expect(kinds).toEqual([
      'has(volume.configMap)',
      'has(volume.downwardAPI)',
      'has(volume.emptyDir)',
      'has(volume.ephemeral)',
      'has(volume.persistentVolumeClaim)',
      'has(volume.projected)',
      'has(volume.secret)',
    ]);
  });

  test('are given the named secrets in every way there is', () => {
    const ways = policy(AGENT_POLICIES.templates).validations.filter(({ expression: text }: Manifest) =>
      text.includes('["license"]'),
    );
    const fields = ways.flatMap(({ expression: text }: Manifest) => text.match(/[\w.]+ in \["license"\]/g));
    expect(fields.map((field: string) => field.replace(' in ["license"]', ''))).toEqual([
      'volume.secret.secretName',
      'source.secret.name',
      ...['containers', 'initContainers', 'ephemeralContainers'].flatMap(() => [
        'variable.valueFrom.secretKeyRef.name',
        'source.secretRef.name',
      ]),
      'secret.name',
    ]);
  });

  test('are given none where the plan names none, and are told so', () => {
    const { validations } = policy(AGENT_POLICIES.templates, { secrets: [] });
    expect(validations[3]).toEqual({
      expression:
        'object.spec.template.spec.?volumes.orValue([]).all(volume, !has(volume.secret) || volume.secret.secretName in [])',
      message: 'pods of the agent are given no secrets (agent.secrets of the plan)',
      reason: 'Forbidden',
    });
  });

  test('have tokens for the cloud that knows them, and for nobody on a cloud that asks otherwise', () => {
    expect(expression('tokens of')).toContain('audience.orValue("") in ["pods.eks.amazonaws.com"]');
    expect(expression('are for nobody', { audiences: [] })).toContain('audience.orValue("") in []');
  });
});

describe("where the agent's pods run", () => {
  test('is for the priority class of the product, or none', () => {
    expect(expression('priority class')).toBe(
      'object.spec.template.spec.?priorityClassName.orValue("") in ["", "byoc-product-v1"]',
    );
  });

  test('is for the scheduler to say: a pod that is made names no node, one that is there has its own', () => {
    expect(expression('name no node')).toBe('object.spec.template.spec.?nodeName.orValue("") == ""');
    expect(JSON.stringify(policy(AGENT_POLICIES.pods))).toContain(
      JSON.stringify('request.operation != "CREATE" || object.spec.?nodeName.orValue("") == ""'),
    );
  });

  test('is not on every node: tolerations name a key', () => {
    expect(expression('tolerations')).toBe(
      'object.spec.template.spec.?tolerations.orValue([]).all(toleration, toleration.?key.orValue("") != "")',
    );
  });
});

describe("the agent's claims", () => {
  const [claimClass, source] = policy(AGENT_POLICIES.claims).validations;

  test('are of classes of ours, also by the annotation that goes before the field', () => {
    expect(claimClass.expression).toBe(
      'object.spec.?storageClassName.orValue("").startsWith("byoc-") && !("volume.beta.kubernetes.io/storage-class" in object.?metadata.?annotations.orValue({}))',
    );
  });

  test('choose no volume and no content, and keep the volume that they were given', () => {
    expect(source.expression).toBe(
      'oldObject == null ? !has(object.spec.volumeName) && !has(object.spec.selector) && !has(object.spec.dataSource) && !has(object.spec.dataSourceRef) : object.spec.?volumeName.orValue("") == oldObject.spec.?volumeName.orValue("")',
    );
  });

  test('are held to the same in StatefulSets and as ephemeral volumes', () => {
    const ephemeral = 'volume.ephemeral.volumeClaimTemplate';
    for (const words of ['storageClassName', 'choose no volume']) {
      const [within] = policy(AGENT_POLICIES.statefulSets).validations.filter(({ message }: Manifest) =>
        message.includes(words),
      );
      const rule = within.expression.match(/all\(claim, (.*)\)$/)[1];
      expect(expression(words)).toContain(`(${rule.replace(/\bclaim\./g, `${ephemeral}.`)})`);
    }
  });

  test('get no finalizers from StatefulSets', () => {
    expect(policy(AGENT_POLICIES.statefulSets).validations[2].expression).toBe(
      'object.spec.?volumeClaimTemplates.orValue([]).all(claim, claim.?metadata.?finalizers.orValue([]).size() == 0)',
    );
  });
});

describe("the agent's objects", () => {
  const [annotations, labels, finalizers] = policy(AGENT_POLICIES.objects).validations;

  test('ask for no DNS record', () => {
    expect(annotations.expression).toContain('!key.startsWith("external-dns.")');
  });

  test('do not say that they are of the installation', () => {
    expect(labels.expression).toBe(
      'object.metadata.?labels.orValue({}).all(key, key != "byoc/environment" && (key != "app.kubernetes.io/part-of" || object.metadata.labels[key] != "byoc"))',
    );
  });

  test('have the finalizers of Kubernetes, and those that others added', () => {
    expect(finalizers.expression).toBe(
      'object.metadata.?finalizers.orValue([]).all(finalizer, finalizer in ["foregroundDeletion", "orphan"] || (request.resource.resource == "persistentvolumeclaims" && finalizer == "kubernetes.io/pvc-protection") || (oldObject != null && finalizer in oldObject.metadata.?finalizers.orValue([])))',
    );
  });
});

test("the agent's Services have no addresses that are not theirs", () => {
  const [{ expression: text }] = policy(AGENT_POLICIES.services).validations;
  expect(text).toBe('!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0');
});

describe('the agent of an installation', () => {
  test('may give its pods nothing where the plan names nothing', () => {
    const config = resolveConfig(minimalPlan(), minimalEnvironment());
    expect(agentPoliciesPropsOf(config)).toMatchObject({ accounts: [], namespaces: [], secrets: [] });
  });

  test('may give them the accounts of its workloads, but not those of the system', () => {
    const { agent, ...plan } = fullPlan();
    const extended = { ...plan, namespaces: ['quiet'], agent: { ...agent, secrets: ['license'] } };
    const config = resolveConfig(extended, fullEnvironment());
    expect(agentPoliciesPropsOf(config)).toEqual({
      account: { name: 'agent', namespace: 'byoc-system' },
      accounts: ['engine', 'archive-reader', 'billing'].map((name) => ({ name, namespace: 'riverbed' })),
      namespaces: ['riverbed', 'quiet'],
      secrets: ['license'],
      audiences: ['pods.eks.amazonaws.com'],
    });
  });

  test.each([
    [minimalEnvironment(), ['pods.eks.amazonaws.com']],
    [gcpEnvironment(), []],
    [azureEnvironment(), ['api://AzureADTokenExchange']],
  ])('gets tokens for the cloud it is on', (environment, audiences) => {
    expect(agentPoliciesPropsOf(resolveConfig(minimalPlanForEveryCloud(), environment)).audiences).toEqual(audiences);
  });
});
