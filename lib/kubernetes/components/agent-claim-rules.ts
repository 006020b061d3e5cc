import type { PolicyValidation } from '../access/admission-policy';
import { celText } from '../access/cel';

/** How the names of our storage classes begin. */
const OURS = 'byoc-';
/** The class as it was written once; it still goes before the field. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

interface ClaimRule {
  readonly holds: (claim: string) => string;
  readonly message: string;
}

/**
 * What makes a volume of its own. A claim of another class, or of none, takes a volume that is there and that may be
 * of somebody else: a folder of a node, a share. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
const CLASS: ClaimRule = {
  holds: (claim) =>
    `${claim}.spec.?storageClassName.orValue("").startsWith(${celText(OURS)}) && !(${celText(CLASS_ANNOTATION)} in ${claim}.?metadata.?annotations.orValue({}))`,
  message: `claims of the agent have a storageClassName that begins with ${OURS}, and no older annotation for it`,
};

const SOURCE: ClaimRule = {
  holds: (claim) =>
    ['volumeName', 'selector', 'dataSource', 'dataSourceRef']
      .map((field) => `!has(${claim}.spec.${field})`)
      .join(' && '),
  message: 'claims of the agent choose no volume (volumeName, selector) and no content (dataSource, dataSourceRef)',
};

/** What holds for templates of claims. */
export const TEMPLATE_RULES: readonly ClaimRule[] = [CLASS, SOURCE];

/** What holds for claims. Their volume is written into them later; the rest of the specification cannot change. */
export const CLAIM_VALIDATIONS: readonly PolicyValidation[] = [
  { expression: CLASS.holds('object'), message: CLASS.message },
  {
    expression: `oldObject == null ? ${SOURCE.holds('object')} : object.spec.?volumeName.orValue("") == oldObject.spec.?volumeName.orValue("")`,
    message: SOURCE.message,
  },
];

const TEMPLATES = 'object.spec.?volumeClaimTemplates.orValue([])';

/** What holds for the claims of a StatefulSet. */
export const STATEFUL_SET_VALIDATIONS: readonly PolicyValidation[] = [
  ...TEMPLATE_RULES.map(({ holds, message }) => ({
    expression: `${TEMPLATES}.all(claim, ${holds('claim')})`,
    message,
  })),
  {
    expression: `${TEMPLATES}.all(claim, claim.?metadata.?finalizers.orValue([]).size() == 0)`,
    message: 'claims of the agent get no finalizers: nobody would take them away',
  },
];
