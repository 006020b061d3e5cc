import type { PolicyValidation } from '../access/admission-policy';
import { celText, celTexts } from '../access/cel';
import { ownedBy } from '../labels';

/** External-dns writes records for Services that have these annotations and our label. */
const DNS = 'external-dns.';
const [[PART_OF = '', OURS = ''] = [], [ENVIRONMENT = ''] = []] = Object.entries(ownedBy(''));

/** Kubernetes takes these away by itself. https://kubernetes.io/docs/concepts/architecture/garbage-collection/ */
const FINALIZERS = ['foregroundDeletion', 'orphan'];
/** Kubernetes adds it before a policy sees the claim. */
const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';

/** What holds for everything that the agent makes or changes. */
export const OBJECT_VALIDATIONS: readonly PolicyValidation[] = [
  {
    expression: `object.metadata.?annotations.orValue({}).all(key, !key.startsWith(${celText(DNS)}))`,
    message: `objects of the agent have no annotations that begin with ${DNS}: they would write DNS records`,
  },
  {
    expression: `object.metadata.?labels.orValue({}).all(key, key != ${celText(ENVIRONMENT)} && (key != ${celText(PART_OF)} || object.metadata.labels[key] != ${celText(OURS)}))`,
    message: `objects of the agent do not have the labels ${PART_OF}=${OURS} and ${ENVIRONMENT}: those are of the installation`,
  },
  {
    expression: `object.metadata.?finalizers.orValue([]).all(finalizer, finalizer in ${celTexts(FINALIZERS)} || (request.resource.resource == "persistentvolumeclaims" && finalizer == ${celText(CLAIM_FINALIZER)}) || (oldObject != null && finalizer in oldObject.metadata.?finalizers.orValue([])))`,
    message: 'the agent adds no finalizers: its namespace could not be deleted',
  },
];

/** What holds for templates of pods: the pods get their finalizers. */
export function templateValidations(template: string): PolicyValidation[] {
  return [
    {
      expression: `${template}.?metadata.?finalizers.orValue([]).size() == 0`,
      message: 'pods of the agent get no finalizers: its namespace could not be deleted',
    },
  ];
}
