"""What the CloudFormation of ministack lacks: resource types by service, and parts of its own API."""
