#!/usr/bin/env bash
# Shows what a vendor proposes, before the customer executes it: every change with its values.
set -euo pipefail
export AWS_PAGER=''

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

arn=${1-}
form='^arn:(aws[a-z-]*):cloudformation:([a-z0-9-]+):([0-9]{12}):changeSet/[A-Za-z][A-Za-z0-9-]*/[0-9a-f-]{36}$'
[[ $# -eq 1 ]] || fail "usage: ${0##*/} <change-set ARN>" 2
[[ $arn =~ $form ]] || fail "'$arn' is not the ARN of a change set. A name is not enough: another change set may have it by the time you execute" 2
partition=${BASH_REMATCH[1]} region=${BASH_REMATCH[2]} account=${BASH_REMATCH[3]}

types_file=$(dirname -- "${BASH_SOURCE[0]}")/data-plane-types.txt
[[ -s $types_file ]] || fail "there is no $types_file, which says what a proposal may contain"

# What the vendor writes can hold anything; only printable characters reach the terminal.
printable() { LC_ALL=C tr -c '\n\t -~' '?'; }

ask() {
  local operation=$1
  shift
  aws cloudformation "$operation" --region "$region" --output text "$@"
}

# Without --no-paginate, the CLI asks for all pages.
changes() { ask describe-change-set --change-set-name "$arn" --include-property-values --query "$1"; }

IFS=$'\t' read -r stack_id stack executable < <(
  ask describe-change-set --no-paginate --change-set-name "$arn" --query '[StackId, StackName, ExecutionStatus]'
)
# CloudFormation tells nobody which role a change set names, only which one its stack works with.
IFS=$'\t' read -r status role < <(
  ask describe-stacks --stack-name "$stack_id" --query "Stacks[0].[StackStatus, RoleARN || '']"
)
types=$(changes 'Changes[].ResourceChange.[ResourceType]' | LC_ALL=C sort -u)

printf 'change set  %s\nstack       %s (%s)\nrole        %s\nexecutable  %s\n\n' \
  "$arn" "$stack_id" "$status" "${role:-none yet}" "$executable"
changes "Changes[].ResourceChange.[
  [[Action, ResourceType, LogicalResourceId, PhysicalResourceId || '', Replacement && join(' ', ['replacement:', Replacement]) || ''][?@ != ''] | join(' ', @)],
  [Action == 'Add' && AfterContext || ''][?@ != ''].join('', ['    ', @]),
  Details[].Target.[join('', ['    ', Path || Name || Attribute, ': ', to_string([BeforeValue]), ' -> ', to_string([AfterValue])])]
]" | printable
printf '\nparameters, capabilities, tags, on failure\n'
ask describe-change-set --no-paginate --change-set-name "$arn" --query "[
  Parameters[].join('', ['    ', ParameterKey, ': ', ParameterValue]), join('', ['    ', to_string(Capabilities)]),
  join('', ['    ', to_string(Tags)]), join('', ['    ', to_string(OnStackFailure), ' ', to_string(RollbackConfiguration)])
]" | printable
listeners=$(ask describe-change-set --no-paginate --change-set-name "$arn" --query 'NotificationARNs || `[]`')
printf '\ntypes\n'
sed 's/^/    /' <<<"$types" | printable
printf '\n'

[[ $stack =~ ^byoc-([a-z][a-z0-9]{1,15})-[A-Za-z0-9-]+$ ]] ||
  fail "this is not a proposal: $stack is not a stack of an installation"
deployment_role="arn:$partition:iam::$account:role/byoc/bootstrap/byoc-${BASH_REMATCH[1]}-deployment"
others=$(awk 'NR == FNR { known[$0]; next } !($0 in known)' "$types_file" - <<<"$types")
[[ -z $listeners ]] || fail "this is not a proposal: the events of the stack would go to ${listeners//$'\t'/, }"
[[ -n $types ]] || fail 'this is not a proposal: it changes nothing'
[[ -z $others ]] || fail "this is not a proposal: a data plane has no ${others//$'\n'/, }"
if [[ $status == REVIEW_IN_PROGRESS && -z $role ]]; then
  printf 'The stack gets its role with its first execution. The vendor can name no other than %s\n' "$deployment_role"
elif [[ $role != "$deployment_role" ]]; then
  fail "this is not a proposal: the stack works with the role ${role:-of whoever changes it}, not with $deployment_role"
fi
[[ $executable == AVAILABLE ]] || fail "this is not a proposal that can be executed: it is $executable"
printf 'This is a proposal for %s. To execute exactly this: execute-change-set.sh %s\n' "$stack" "$arn"
