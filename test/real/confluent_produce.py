"""Writes values to a topic with confluent-kafka's own producer and Avro serializer, which registers its schema as it goes.

One request on stdin: {"registry", "brokers", "topic", "partition", "schema", "values"}.
"""

import json
import sys

from confluent_kafka import SerializingProducer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer


def main():
    request = json.load(sys.stdin)
    client = SchemaRegistryClient({"url": request["registry"]})
    producer = SerializingProducer(
        {"bootstrap.servers": request["brokers"], "value.serializer": AvroSerializer(client, request["schema"])}
    )
    failures = []

    def delivered(error, _):
        if error is not None:
            failures.append(str(error))

    for value in request["values"]:
        producer.produce(request["topic"], value=value, partition=request["partition"], on_delivery=delivered)
    left = producer.flush(60)
    if left > 0 or failures:
        sys.exit(f"{left} not delivered, {failures}")


if __name__ == "__main__":
    main()
