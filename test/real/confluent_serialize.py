"""Serializes values with confluent-kafka's own serializers, which register their schemas as they go.

One request per line on stdin, {"registry", "topic", "format": "avro" | "json", "schema", "value"}; one answer per line on
stdout: the serialized value in hexadecimal.
"""

import json
import sys

from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONSerializer
from confluent_kafka.serialization import MessageField, SerializationContext


def main():
    for line in sys.stdin:
        request = json.loads(line)
        client = SchemaRegistryClient({"url": request["registry"]})
        if request["format"] == "avro":
            serialize = AvroSerializer(client, request["schema"])
        else:
            serialize = JSONSerializer(request["schema"], client)
        context = SerializationContext(request["topic"], MessageField.VALUE)
        print(serialize(request["value"], context).hex(), flush=True)


if __name__ == "__main__":
    main()
