import { Fn, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { OutputDeclaration } from '../core/outputs';
import type { Room } from '../terraform/installation';

/**
 * What no name leads to, by the stack that needs it. An earlier stack knows it and puts it out; whoever applies hands it
 * on, in a file that Terraform reads by itself (docs/azure/security.md). No stack reads another.
 */
export const STACK_VARIABLES = {
  custody: {
    vendor_principal_id: 'Object id of the identity that the vendor acts as; output of bootstrap',
  },
  'data-plane': {
    etcd_key_id: 'Id of the key of Kubernetes secrets, with its version; output of custody',
    kubelet_client_id: 'Client id of the identity that nodes act by; output of custody',
    kubelet_object_id: 'Object id of the identity that nodes act by; output of custody',
  },
  grants: {
    cluster_issuer: "Issuer of the service accounts' tokens; output of the data plane",
  },
} as const satisfies { readonly [room in Room]?: Readonly<Record<string, string>> };

/** What a value must match, where another one would do harm. */
export interface VariableRule {
  /** Pattern as Terraform reads it (RE2), of the whole value. */
  readonly pattern: string;
  /** The same in words: `be a UUID`. */
  readonly must: string;
  /** What to do about a value that is refused. */
  readonly fix: string;
}

type VariableOf<R extends keyof typeof STACK_VARIABLES> = keyof (typeof STACK_VARIABLES)[R] & string;

/**
 * Value of a variable of the stack, which is declared under its plain name.
 *
 * @param rule what Terraform checks before it plans; nothing, unless given
 */
export function variableOf<R extends keyof typeof STACK_VARIABLES>(
  scope: Construct,
  room: R,
  name: VariableOf<R>,
  rule?: VariableRule,
): string {
  const descriptions: Readonly<Record<string, string>> = STACK_VARIABLES[room];
  const variable = new TerraformVariable(scope, name, {
    type: 'string',
    nullable: false,
    ...(descriptions[name] === undefined ? {} : { description: descriptions[name] }),
  });
  variable.overrideLogicalId(name);
  if (rule !== undefined) {
    variable.addValidation({
      condition: Fn.can(Fn.regex(rule.pattern, variable.stringValue)),
      errorMessage: `'${name}' must ${rule.must}, got ${variable.stringValue}; ${rule.fix}.`,
    });
  }
  return variable.stringValue;
}

/** An output of an earlier stack that is the file of variables of a later one: `CustodyVariables`. */
export function variablesOutput<R extends keyof typeof STACK_VARIABLES>(
  room: R,
  values: { readonly [name in VariableOf<R>]?: string },
): OutputDeclaration {
  return {
    name: OUTPUT_NAMES[room],
    value: Fn.jsonencode(values),
    description: `Variables of the stack ${room}: write it to a file there whose name ends with .auto.tfvars.json`,
  };
}

const OUTPUT_NAMES: Readonly<Record<keyof typeof STACK_VARIABLES, string>> = {
  custody: 'CustodyVariables',
  'data-plane': 'DataPlaneVariables',
  grants: 'GrantsVariables',
};
