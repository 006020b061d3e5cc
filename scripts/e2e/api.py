"""Answers AWS API calls: one JSON list [service, operation, parameters] per line in, one JSON object per line out."""

import json
import sys

import botocore.exceptions
import botocore.session

session = botocore.session.get_session()
clients = {}

for line in sys.stdin:
    service, operation, parameters = json.loads(line)
    client = clients.setdefault(service, None) or session.create_client(service)
    clients[service] = client
    try:
        if client.can_paginate(operation):
            answer = client.get_paginator(operation).paginate(**parameters).build_full_result()
        else:
            answer = getattr(client, operation)(**parameters)
        reply = {"answer": answer}
    except botocore.exceptions.ClientError as error:
        reply = {"code": error.response["Error"]["Code"], "message": str(error)}
    except botocore.exceptions.BotoCoreError as error:
        reply = {"code": type(error).__name__, "message": str(error)}
    print(json.dumps(reply, default=str), flush=True)
