import type { PolicyValidation } from '../access/admission-policy';
import { celTexts } from '../access/cel';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { TEMPLATE_RULES } from './agent-claim-rules';

/** What the agent's pods may be given. */
export interface AgentPodsProps {
  /** Service accounts as which its pods may run; in each namespace also as `default`. */
  readonly accounts: readonly { readonly name: string; readonly namespace: string }[];
  /** Namespaces that it works in. */
  readonly namespaces: readonly string[];
  /** Names of the secrets that its pods may be given. */
  readonly secrets: readonly string[];
  /** Whom the tokens of its pods may be made for: the cloud that knows their identity. */
  readonly audiences: readonly string[];
}

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

/** Kinds of volume; what comes after this version of Kubernetes stays closed. */
const VOLUMES = ['configMap', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const PROJECTED = ['configMap', 'downwardAPI', 'secret', 'serviceAccountToken'];

/**
 * What holds for a pod of the agent.
 *
 * @param pod the expression of its specification
 * @param nodeIsOpen expression that is true where the scheduler may have chosen its node already
 */
export function podValidations(
  pod: string,
  { accounts, namespaces, secrets, audiences }: AgentPodsProps,
  nodeIsOpen?: string,
): PolicyValidation[] {
  const volumes = `${pod}.?volumes.orValue([])`;
  const all = [...namespaces.map((namespace) => ({ namespace, name: 'default' })), ...accounts];
  const allowedAccounts = celTexts(all.map(({ namespace, name }) => `${namespace}/${name}`));
  const allowed = celTexts(secrets);
  const hasOneOf = (value: string, fields: readonly string[]) =>
    `(${fields.map((field) => `has(${value}.${field})`).join(' || ')})`;
  const onlySecrets = `pods of the agent are given no secrets${secrets.length === 0 ? '' : ` but ${secrets.join(', ')}`} (agent.secrets of the plan)`;
  return [
    {
      expression: `request.namespace + "/" + ${pod}.?serviceAccountName.orValue("default") in ${allowedAccounts}`,
      message: 'pods of the agent run as workloads of the plan in their own namespace, or as default',
    },
    {
      expression: `!${pod}.?automountServiceAccountToken.orValue(false)`,
      message: 'pods of the agent get no token of the Kubernetes API: leave automountServiceAccountToken out',
    },
    {
      expression: `${volumes}.all(volume, ${hasOneOf('volume', VOLUMES)})`,
      message: `volumes of the agent's pods are of the kinds ${VOLUMES.join(', ')}`,
    },
    {
      expression: `${volumes}.all(volume, !has(volume.secret) || volume.secret.secretName in ${allowed})`,
      message: onlySecrets,
    },
    {
      expression: `${volumes}.all(volume, !has(volume.projected) || volume.projected.?sources.orValue([]).all(source, ${hasOneOf('source', PROJECTED)} && (!has(source.secret) || source.secret.name in ${allowed})))`,
      message: `${onlySecrets}; what is projected is of the kinds ${PROJECTED.join(', ')}`,
    },
    {
      expression: `${volumes}.all(volume, !has(volume.projected) || volume.projected.?sources.orValue([]).all(source, !has(source.serviceAccountToken) || source.serviceAccountToken.?audience.orValue("") in ${celTexts(audiences)}))`,
      message: `tokens of the agent's pods are for ${audiences.length === 0 ? 'nobody' : audiences.join(', ')}`,
    },
    ...CONTAINERS.map((containers) => ({
      expression: `${pod}.?${containers}.orValue([]).all(container, container.?env.orValue([]).all(variable, !has(variable.valueFrom) || !has(variable.valueFrom.secretKeyRef) || variable.valueFrom.secretKeyRef.name in ${allowed}) && container.?envFrom.orValue([]).all(source, !has(source.secretRef) || source.secretRef.name in ${allowed}))`,
      message: `${onlySecrets}, also not in the environment of ${containers}`,
    })),
    {
      expression: `${pod}.?imagePullSecrets.orValue([]).all(secret, secret.name in ${allowed})`,
      message: `${onlySecrets}, also not to pull images`,
    },
    {
      expression: `${pod}.?priorityClassName.orValue("") in ${celTexts(['', PRIORITY_CLASSES.product])}`,
      message: `pods of the agent have the priority class ${PRIORITY_CLASSES.product}, or none: others drive out what the cluster needs`,
    },
    {
      expression: `${nodeIsOpen === undefined ? '' : `${nodeIsOpen} || `}${pod}.?nodeName.orValue("") == ""`,
      message: 'pods of the agent name no node: the scheduler chooses it',
    },
    {
      expression: `${pod}.?tolerations.orValue([]).all(toleration, toleration.?key.orValue("") != "")`,
      message: 'tolerations of the agent name a key: without one they tolerate every taint',
    },
    ...TEMPLATE_RULES.map(({ holds, message }) => ({
      expression: `${volumes}.all(volume, !has(volume.ephemeral) || (${holds('volume.ephemeral.volumeClaimTemplate')}))`,
      message: `${message}; also not an ephemeral volume`,
    })),
  ];
}
