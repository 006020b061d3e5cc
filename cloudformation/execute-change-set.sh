#!/usr/bin/env bash
# Executes a change set that the customer has looked at, waits for its end, and protects the stack from deletion.
set -euo pipefail
export AWS_PAGER=''

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

arn=${1-}
form='^arn:aws[a-z-]*:cloudformation:([a-z0-9-]+):[0-9]{12}:changeSet/[A-Za-z][A-Za-z0-9-]*/[0-9a-f-]{36}$'
[[ $# -eq 1 ]] || fail "usage: ${0##*/} <change-set ARN>" 2
[[ $arn =~ $form ]] || fail "'$arn' is not the ARN of a change set. A name is not enough: another change set may have it by now" 2
region=${BASH_REMATCH[1]}

cloudformation() { aws cloudformation "$1" --region "$region" --output text "${@:2}"; }
of_change_set() { cloudformation describe-change-set --no-paginate --change-set-name "$arn" --query "$1"; }

stack_id=$(of_change_set StackId)
cloudformation execute-change-set --change-set-name "$arn"
printf 'executing %s\n' "$arn"
# The stack may show its former state for a moment; the change set says whether it has been carried out.
while sleep 5 && [[ $(of_change_set ExecutionStatus) =~ ^(AVAILABLE|EXECUTE_IN_PROGRESS)$ ]]; do :; done
while now=$(cloudformation describe-stacks --stack-name "$stack_id" --query 'Stacks[0].StackStatus') && [[ $now == *_IN_PROGRESS ]]; do
  sleep 5
done
printf '%s is %s\n' "$stack_id" "$now"
case $now in
  CREATE_COMPLETE | UPDATE_COMPLETE) ;;
  *ROLLBACK_COMPLETE) fail 'the change failed and was undone: the events of the stack say why' ;;
  *) fail 'the change failed and could not be undone: docs/changes.md, "When a rollback fails", says what to do' ;;
esac
cloudformation update-termination-protection --enable-termination-protection --stack-name "$stack_id" >/dev/null
printf 'it cannot be deleted until you switch its termination protection off\n'
