import { z } from 'zod';
import { nonEmpty, strict, text, uuid } from '../schema';
import { GCP_IDENTITY } from './gcp-identity';

/** One IAM role or user. */
export const awsPrincipal = () =>
  text(
    /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,128}$/,
    'be the ARN of one IAM role or user',
    'write it like arn:aws:iam::999988887777:role/control-plane, without wildcard',
  );

const awsPrincipalOrRoot = () =>
  text(
    /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]{1,128})$/,
    'be the ARN of one IAM role or user, or of an account (root) that principalArnLike narrows',
    'write it like arn:aws:iam::999988887777:role/control-plane, without wildcard',
  );

/** A pattern that began with a wildcard would narrow nothing. */
const awsPrincipalPattern = () =>
  text(
    /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::\d{12}:(role|user)\/[\w+=,.@-][\w+=,.@/*-]{0,127}$/,
    'be the ARN of IAM roles or users, with wildcards only after the first letters of their path or name',
    'write it like arn:aws:iam::999988887777:role/control-plane-*',
  );

const issuer = () =>
  text(GCP_IDENTITY.issuer, 'be an https URL', 'write it like https://token.example.com').describe(
    "Issuer of the vendor's tokens.",
  );

/** Who the vendor is: to nobody else does a customer's cloud open. */
export const vendorSchema = strict({
  aws: strict({
    principals: nonEmpty(awsPrincipalOrRoot()).describe(
      'IAM principals of the vendor that may use the access a customer grants; an account (root) only where `principalArnLike` narrows it.',
    ),
    principalArnLike: z
      .array(awsPrincipalPattern())
      .default([])
      .describe('Which roles and users of an account in `principals` are meant, as ARN patterns.'),
    artifactPrefix: text(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/([\w.-]+\/)+$/,
      'be bucket/prefix/: a bucket alone would open all of it',
      'write it like my-releases/templates/',
    )
      .optional()
      .describe('Bucket and prefix from which the vendor publishes templates.\n\n@default - the vendor publishes none'),
  })
    .optional()
    .describe('Who the vendor is on AWS.\n\n@default - the product is not offered on AWS'),
  gcp: strict({
    serviceAccount: text(
      GCP_IDENTITY.serviceAccount,
      'be a service account address',
      'write it like control@project.iam.gserviceaccount.com',
    )
      .optional()
      .describe('Service account of the vendor.\n\n@default - `oidc` or `awsRole`'),
    oidc: strict({
      issuer: issuer(),
      subject: text(
        GCP_IDENTITY.subject,
        'be the exact subject of a token, of at most 127 ASCII characters without wildcard, spaces and quotes',
        'copy it from a token',
      ).describe("Exact subject of the vendor's tokens; nobody else's are taken."),
      audience: text(GCP_IDENTITY.audience, 'be the audience of a token', 'copy it from a token')
        .optional()
        .describe("Audience of the vendor's tokens.\n\n@default - the resource name of the provider they are for"),
    })
      .optional()
      .describe('Tokens by which the vendor is known.\n\n@default - `serviceAccount` or `awsRole`'),
    awsRole: text(
      GCP_IDENTITY.awsRole,
      'be the ARN of one IAM role',
      'write it like arn:aws:iam::999988887777:role/control-plane, without wildcard',
    )
      .optional()
      .describe('IAM role on AWS by which the vendor is known.\n\n@default - `serviceAccount` or `oidc`'),
  })
    .optional()
    .describe(
      'Who the vendor is on GCP; exactly one of `serviceAccount`, `oidc` and `awsRole`.\n\n@default - the product is not offered on GCP',
    ),
  azure: strict({
    tenantId: uuid().optional().describe('Entra tenant of `applicationId`.\n\n@default - `oidc`'),
    applicationId: uuid()
      .optional()
      .describe(
        'Application (client) id of the vendor, which customers admit to their tenants as a service principal.\n\n@default - `oidc`',
      ),
    oidc: strict({
      issuer: issuer(),
      subject: text(
        /^[^\s*'"\\]{1,600}$/,
        'be the exact subject of a token, without wildcard, spaces and quotes, of at most 600 characters',
        'copy it from a token',
      ).describe("Exact subject of the vendor's tokens; nobody else's are taken."),
      audience: text(/^[^\s'"\\]{1,600}$/, 'be the audience of a token', 'copy it from a token')
        .default('api://AzureADTokenExchange')
        .describe("Audience of the vendor's tokens."),
    })
      .optional()
      .describe('Tokens by which the vendor is known, in place of an application.\n\n@default - `applicationId`'),
  })
    .optional()
    .describe(
      'Who the vendor is on Azure: exactly one of `applicationId` and `oidc`.\n\n@default - the product is not offered on Azure',
    ),
}).describe('Who the vendor is on each cloud that the product is offered on.');
