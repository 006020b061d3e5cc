#!/usr/bin/env bash
# Removes everything of this folder from the cluster of the current context, in reverse order: support access first,
# then what is tied to load balancers while its controller still runs, the charts, and the namespaces last. Volumes of
# classes that retain stay, and so do the definitions that charts keep.
set -euo pipefail
cd "$(dirname "$0")"
environment=$(cat environment.txt)
echo "environment: $environment, context: $(kubectl config current-context)"
there=$(kubectl get namespace byoc-system --ignore-not-found --output 'go-template={{index .metadata.labels "byoc/environment"}}')
if [ -n "$there" ] && [ "$there" != "$environment" ]; then
  echo "this cluster is environment $there: choose the context of $environment" >&2
  exit 1
fi

delete() {
  kubectl delete --ignore-not-found --wait --timeout=10m --filename "$1"
}

for file in $(printf '%s\n' [1-9]*.yaml | sort --reverse); do delete "$file"; done
if [ -e charts/uninstall.sh ]; then bash charts/uninstall.sh; fi
for file in $(printf '%s\n' 0*.yaml | sort --reverse); do delete "$file"; done
