import type { HelmChart } from './helm-chart';

const HEAD = ['#!/bin/sh', 'set -eu', 'cd "$(dirname "$0")"', ''];

/**
 * Helm 4 has another name for what undoes a failed upgrade. Definitions are applied each time, since helm never upgrades
 * them; files of them are joined without a separator by `helm show`.
 */
const INSTALL = `case "$(helm version --short)" in
  v3*) undo=--atomic ;;
  *) undo=--rollback-on-failure ;;
esac

install() {
  release=$1 namespace=$2 version=$3 definitions=$4
  shift 4
  echo "$release $version"
  if [ "$definitions" = folder ]; then
    helm show crds "$@" --version "$version" | awk '/^apiVersion:/ { print "---" } 1' |
      kubectl apply --server-side --force-conflicts --field-manager=byoc -f -
    kubectl wait --for=condition=Established --timeout=60s crd --all
  fi
  # An upgrade that was cut short, by a closed terminal for example, keeps the release locked.
  case "$(helm status "$release" --namespace "$namespace" 2>/dev/null | sed -n 's/^STATUS: //p')" in
    pending-install) helm uninstall "$release" --namespace "$namespace" --wait ;;
    pending-*) helm rollback "$release" --namespace "$namespace" --wait ;;
  esac
  helm upgrade --install "$release" "$@" --version "$version" --namespace "$namespace" \\
    --values "values/$release.yaml" --skip-crds "$undo" --wait --timeout 10m
}
`;

const UNINSTALL = `uninstall() {
  echo "$1"
  helm uninstall "$1" --namespace "$2" --ignore-not-found --wait --timeout 10m
}
`;

/**
 * Text of a script for `sh` that installs or upgrades charts with helm, in their order. It reads the values that lie
 * beside it, and can be run again after it failed. Namespaces and priority classes must be there already.
 */
export function installScript(charts: readonly HelmChart[]): string {
  const lines = charts.map(({ release, namespace, version, definitions, ...chart }) =>
    ['install', release, namespace, version, definitions === 'folder' ? 'folder' : '-', ...reference(chart)].join(' '),
  );
  return [
    ...HEAD,
    '# Installs or upgrades the charts, in this order. Needs helm 3 or 4, and kubectl.',
    INSTALL,
    ...lines,
    '',
  ].join('\n');
}

/** Text of the script that removes them, in reverse order. */
export function uninstallScript(charts: readonly HelmChart[]): string {
  const lines = charts
    .toReversed()
    .flatMap(({ release, namespace, leftovers = [] }) => [
      `uninstall ${release} ${namespace}`,
      ...leftovers.map(
        (left) => `kubectl delete ${left.resource} ${left.name} --namespace ${left.namespace} --ignore-not-found`,
      ),
    ]);
  return [
    ...HEAD,
    '# Removes the charts. Custom resource definitions stay: with them would go everything that was made of them.',
    UNINSTALL,
    ...lines,
    '',
  ].join('\n');
}

/** A chart as helm takes it: from a registry by its digest where that is known, or from an index. */
function reference({ chart, repository, digest }: Pick<HelmChart, 'chart' | 'repository' | 'digest'>): string[] {
  if (!repository.startsWith('oci://')) return [chart, '--repo', repository];
  return [`${repository}/${chart}${digest === undefined ? '' : `@${digest}`}`];
}
