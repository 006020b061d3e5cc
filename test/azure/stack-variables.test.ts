import { STACK_VARIABLES, variableOf, variablesOutput } from '../../lib/azure/stack-variables';
import { declare, RenderedStack, testStack } from '../support/azure';

test('a variable has its plain name, and must be given', () => {
  const stack = testStack();
  declare(stack, { issuer: variableOf(stack, 'grants', 'cluster_issuer') });
  const { json, outputs } = RenderedStack.of(stack);
  expect((json as { variable?: unknown }).variable).toEqual({
    cluster_issuer: {
      type: 'string',
      nullable: false,
      description: STACK_VARIABLES.grants.cluster_issuer,
    },
  });
  expect(outputs.issuer).toBe('<var.cluster_issuer>');
});

test('a rule is checked by Terraform before it plans, and says what to do', () => {
  const stack = testStack();
  const rule = { pattern: '^[0-9a-f]{4}[.]$', must: 'be four digits and a dot', fix: 'ask somebody' };
  declare(stack, { issuer: variableOf(stack, 'grants', 'cluster_issuer', rule) });
  expect(RenderedStack.of(stack).json).toMatchObject({
    variable: {
      cluster_issuer: {
        validation: [
          {
            condition: '${can(regex("^[0-9a-f]{4}[.]$", var.cluster_issuer))}',
            error_message: "'cluster_issuer' must be four digits and a dot, got ${var.cluster_issuer}; ask somebody.",
          },
        ],
      },
    },
  });
});

test('an output is the file of variables of a later stack', () => {
  const stack = testStack();
  const { name, value } = variablesOutput('grants', { cluster_issuer: variableOf(stack, 'grants', 'cluster_issuer') });
  declare(stack, { [name]: value });
  expect(RenderedStack.of(stack).json.output).toEqual({
    GrantsVariables: { value: '${jsonencode({"cluster_issuer" = var.cluster_issuer})}' },
  });
});
