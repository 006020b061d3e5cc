import { Construct } from 'constructs';
import type {
  IValidatingAdmissionPolicy,
  IValidatingAdmissionPolicyBinding,
} from 'kubernetes-models/admissionregistration.k8s.io/v1' with { 'resolution-mode': 'import' };
import { put } from '../manifest';

/** Requests by what they are about. */
export interface RequestRule {
  /** API groups; the first one of Kubernetes is the empty text. `*`: all of them. */
  readonly apiGroups: readonly string[];
  /** Versions; where they are named, Kubernetes checks the expressions against their types. `*`: all of them. */
  readonly apiVersions: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT')[];
  /** Resources as in `pods` or `pods/exec`. `*` leaves subresources out, `*` `/` `*` does not. */
  readonly resources: readonly string[];
}

/** What must hold, and what is said if it does not. */
export interface PolicyValidation {
  /** CEL expression: true lets the request pass. */
  readonly expression: string;
  /** What is said of a request that is refused, in one line. */
  readonly message: string;
  /** CEL expression that says it, where it can; `message` is said where it fails. @default - `message` */
  readonly messageExpression?: string;
}

export interface AdmissionPolicyProps {
  /** Name of the policy and of its binding. */
  readonly name: string;
  readonly requests: RequestRule;
  /** Requests that are left out. @default - none */
  readonly except?: Omit<RequestRule, 'operations'>;
  /** CEL expression about the request: where it is false, the policy says nothing. @default - every request */
  readonly when?: string;
  readonly validations: readonly PolicyValidation[];
}

/**
 * What the API server refuses, whoever has been given the right. It sees writes and connections, never reads.
 * It has no variables: Kubernetes does not check the types of what goes through them, and a field that is misspelt would
 * not be found. https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#type-checking
 */
export class AdmissionPolicy extends Construct {
  public constructor(scope: Construct, id: string, props: AdmissionPolicyProps) {
    super(scope, id);
    const { name, requests, except, when, validations } = props;
    put<IValidatingAdmissionPolicy>(this, 'Resource', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        // An expression that cannot be evaluated refuses, too.
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [{ ...listsOf(requests), operations: [...requests.operations] }],
          ...(except === undefined ? {} : { excludeResourceRules: [{ ...listsOf(except), operations: ['*'] }] }),
        },
        ...(when === undefined ? {} : { matchConditions: [{ name: 'when', expression: when }] }),
        validations: validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
      },
    });
    put<IValidatingAdmissionPolicyBinding>(this, 'Binding', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    });
  }
}

function listsOf({ apiGroups, apiVersions, resources }: Omit<RequestRule, 'operations'>) {
  return { apiGroups: [...apiGroups], apiVersions: [...apiVersions], resources: [...resources] };
}
