"""CloudFormation resource types that ministack lacks, one module per service."""
