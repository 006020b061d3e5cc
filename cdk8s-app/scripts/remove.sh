#!/usr/bin/env bash
# Removes everything of this installation from the cluster of the current context: who is let in first, then what is tied
# to load balancers while its controller still runs, the charts, and the namespaces last. It can be run again, also after
# an install that failed. Volumes of classes that retain stay, and so do the definitions that charts keep.
set -euo pipefail
cd "$(dirname "$0")"
environment=$(cat environment.txt)
echo "environment: $environment, context: $(kubectl config current-context)"
there=$(kubectl get namespace byoc-system --ignore-not-found --output 'go-template={{index .metadata.labels "byoc/environment"}}')
if [ -n "$there" ] && [ "$there" != "$environment" ]; then
  echo "this cluster is environment $there: choose the context of $environment" >&2
  exit 1
fi

served=$(kubectl api-resources --verbs=list --output=name)
while read -r kind; do
  grep --quiet --line-regexp "$kind" <<<"$served" || continue
  scope=--all-namespaces
  kubectl api-resources --namespaced=false --output=name | grep --quiet --line-regexp "$kind" && scope=
  kubectl delete "$kind" $scope --selector "app.kubernetes.io/part-of=byoc,byoc/environment=$environment" --timeout=10m
done <kinds.txt
if [ -e charts/uninstall.sh ]; then bash charts/uninstall.sh; fi
for file in $(printf '%s\n' 0*.yaml | sort --reverse); do
  kubectl delete --ignore-not-found --wait --timeout=10m --filename "$file"
done
