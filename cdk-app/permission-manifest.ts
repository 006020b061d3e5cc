import { Stack } from 'aws-cdk-lib';
import type { AwsBootstrapTemplate } from '../lib/aws';
import { substituted } from '../lib/aws/bootstrap/policy-document';
import { VERSIONS } from '../lib/aws/bootstrap/versions';
import type { Permission } from '../lib/aws/permissions/permission';
import { type Premise, premiseName } from '../lib/aws/switch';

/**
 * Every permission of a bootstrap with its reason, as JSON: what a reviewer compares from release to release. Values that
 * a parameter decides stand as `${Parameter}`.
 */
export function permissionManifest(template: AwsBootstrapTemplate): string {
  const stack = Stack.of(template);
  const text = (value: unknown) => readable(substituted(stack.resolve(value)));
  const policies = template.bootstrap.policies.map(({ holder, name, attached, permissions }) => ({
    holder,
    policy: text(name),
    attached,
    statements: permissions.map((permission: Permission) => ({
      sid: permission.sid,
      effect: permission.effect ?? 'Allow',
      actions: permission.actions,
      [permission.allBut === true ? 'allResourcesBut' : 'resources']: text(permission.resources),
      conditions: text(permission.conditions),
      when: premiseText(permission.when),
      phase: [permission.phase].flat(),
      reason: permission.reason,
      wildcard: permission.wildcard,
      neededBy: permission.neededBy,
    })),
  }));
  return `${JSON.stringify({ ...VERSIONS, policies }, null, 2)}\n`;
}

function premiseText(premise: Premise | undefined): string | undefined {
  return premise === undefined || premise === true ? undefined : premiseName(premise);
}

/** References as `${Name}`; a choice between two as its parts. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::Sub': text, 'Fn::If': choice } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return `\${${Ref}}`;
  if (typeof text === 'string') return text;
  if (Array.isArray(choice)) return { if: choice[0], yes: readable(choice[1]), no: readable(choice[2]) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}
