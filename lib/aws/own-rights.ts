import {
  type DockerImageAssetLocation,
  type FileAssetLocation,
  type IStackSynthesizer,
  type ISynthesisSession,
  StackSynthesizer,
} from 'aws-cdk-lib';

/**
 * How a stack reaches the account with the rights of who deploys it, and without `cdk bootstrap`. CDK's own
 * `BootstraplessSynthesizer` names the roles that `cdk bootstrap` would have made, and CloudFormation refuses those.
 */
export function withOwnRights(): IStackSynthesizer {
  return new OwnRightsSynthesizer() as IStackSynthesizer;
}

class OwnRightsSynthesizer extends StackSynthesizer {
  public addFileAsset(): FileAssetLocation {
    return this.refuseAsset();
  }

  public addDockerImageAsset(): DockerImageAssetLocation {
    return this.refuseAsset();
  }

  public synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    this.emitArtifact(session);
  }

  private refuseAsset(): never {
    throw new Error(`${this.boundStack.node.path} can have no asset: there is no bucket that it could be put into`);
  }
}
