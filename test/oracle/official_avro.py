"""Answers questions about Avro with Apache Avro's own Python implementation.

One request per line on stdin, one answer per line on stdout, both JSON:

    {"op": "version"}                                          -> "1.11.1"
    {"op": "parse", "schema": text}                            -> the full name or type of the schema
    {"op": "canonicalForm", "schema": text}                    -> Parsing Canonical Form
    {"op": "decode", "writer": text, "reader": text?, "hex"}   -> {"value", "rest": bytes left over}
    {"op": "encode", "schema": text, "value"}                  -> hexadecimal
    {"op": "readFile", "path"}                                 -> {"schema": text, "values"}

A result comes as {"ok": result}, a refusal as {"error": {"type", "message"}}. Values are in the canonical form that
canonical-value.ts describes, logical types undone. Matching, resolution and coding are all the library's: the subclasses
below only name the type of each value that it returns, and pick the union branch that a value names.
"""

import io
import json
import signal
import struct
import sys
import warnings

import avro
import avro.datafile
import avro.io
import avro.schema

SECONDS_PER_REQUEST = 20


def branch_name(schema):
    return schema.fullname if schema.type in ("record", "error", "enum", "fixed") else schema.type


def float_bits(value, layout, nan):
    if value != value:
        return nan
    try:
        return struct.pack(layout, float(value)).hex()
    except OverflowError:  # struct refuses what rounds to infinity in single precision
        return struct.pack(layout, float("inf") if value > 0 else float("-inf")).hex()


def canonical(schema, value):
    """Names the type of a value whose items and fields are canonical already."""
    kind = schema.type
    if kind in ("int", "long"):
        return {kind: str(value)}
    if kind == "float":
        return {"float": float_bits(value, ">f", "7fc00000")}
    if kind == "double":
        return {"double": float_bits(value, ">d", "7ff8000000000000")}
    if kind in ("bytes", "fixed"):
        return {kind: value.hex()}
    if kind == "enum":
        return {"enum": value}
    if kind == "array":
        return {"array": value}
    if kind == "map":
        return {"map": [[key, value[key]] for key in sorted(value, key=lambda key: key.encode("utf-16-be"))]}
    if kind in ("record", "error"):
        return {"record": schema.fullname, "fields": [[field.name, value[field.name]] for field in schema.fields]}
    return value


class CanonicalReader(avro.io.DatumReader):
    """Names the types of what the library reads; `resolved` is the schema of the value read last."""

    resolved = None

    def read_data(self, writers_schema, readers_schema, decoder):
        value = super().read_data(writers_schema, readers_schema, decoder)
        if not isinstance(readers_schema, avro.schema.UnionSchema):
            self.resolved = readers_schema
            return canonical(readers_schema, value)
        if isinstance(writers_schema, avro.schema.UnionSchema):
            return value  # read_union called read_data with the branch written, which wrapped the value
        return {"union": branch_name(self.resolved), "value": value}

    def _read_default_value(self, field_schema, default_value):
        value = super()._read_default_value(field_schema, default_value)
        if isinstance(field_schema, avro.schema.UnionSchema):
            return {"union": branch_name(field_schema.schemas[0]), "value": value}
        return canonical(field_schema, value)


class CanonicalWriter(avro.io.DatumWriter):
    """Has the library write canonical values."""

    def write_data(self, writers_schema, datum, encoder):
        super().write_data(writers_schema, plain(writers_schema, datum), encoder)

    def write_union(self, writers_schema, datum, encoder):
        names = [branch_name(branch) for branch in writers_schema.schemas]
        index = names.index(datum["union"])
        encoder.write_long(index)
        self.write_data(writers_schema.schemas[index], datum["value"], encoder)


def plain(schema, value):
    kind = schema.type
    if kind in ("int", "long"):
        return int(value[kind])
    if kind == "float":
        return struct.unpack(">f", bytes.fromhex(value["float"]))[0]
    if kind == "double":
        return struct.unpack(">d", bytes.fromhex(value["double"]))[0]
    if kind in ("bytes", "fixed"):
        return bytes.fromhex(value[kind])
    if kind == "enum":
        return value["enum"]
    if kind == "array":
        return value["array"]
    if kind == "map":
        return dict(value["map"])
    if kind in ("record", "error"):
        return dict(value["fields"])
    return value


def without_logical_types(schema, seen=None):
    """Makes the library read and write the underlying values."""
    seen = set() if seen is None else seen
    if id(schema) in seen:
        return schema
    seen.add(id(schema))
    if hasattr(schema, "logical_type"):
        del schema.logical_type
    kind = schema.type
    if kind == "array":
        without_logical_types(schema.items, seen)
    elif kind == "map":
        without_logical_types(schema.values, seen)
    elif kind == "union":
        for branch in schema.schemas:
            without_logical_types(branch, seen)
    elif kind in ("record", "error"):
        for field in schema.fields:
            without_logical_types(field.type, seen)
    return schema


parsed = {}


def parse(text):
    if text not in parsed:
        if len(parsed) > 1000:
            parsed.clear()
        parsed[text] = without_logical_types(avro.schema.parse(text))
    return parsed[text]


def decode(request):
    writer = parse(request["writer"])
    reader = parse(request["reader"]) if "reader" in request else writer
    data = io.BytesIO(bytes.fromhex(request["hex"]))
    value = CanonicalReader(writer, reader).read(avro.io.BinaryDecoder(data))
    return {"value": value, "rest": len(data.getbuffer()) - data.tell()}


def encode(request):
    data = io.BytesIO()
    schema = parse(request["schema"])
    CanonicalWriter(schema).write_data(schema, request["value"], avro.io.BinaryEncoder(data))
    return data.getvalue().hex()


class FileReader(CanonicalReader):
    """Undoes the logical types of the schema that the file brings, and leaves the file's own header as it is."""

    @property
    def writers_schema(self):
        return self._writers_schema

    @writers_schema.setter
    def writers_schema(self, schema):
        self._writers_schema = without_logical_types(schema)

    def read_data(self, writers_schema, readers_schema, decoder):
        if writers_schema is avro.datafile.META_SCHEMA:
            return avro.io.DatumReader().read_data(writers_schema, readers_schema, decoder)
        return super().read_data(writers_schema, readers_schema, decoder)


def read_file(request):
    with open(request["path"], "rb") as file, avro.datafile.DataFileReader(file, FileReader()) as reader:
        return {"schema": reader.schema, "values": list(reader)}


OPERATIONS = {
    "version": lambda request: avro.__version__,
    "parse": lambda request: branch_name(parse(request["schema"])),
    "canonicalForm": lambda request: parse(request["schema"]).canonical_form,
    "decode": decode,
    "encode": encode,
    "readFile": read_file,
}


def time_is_up(signum, frame):
    raise TimeoutError(f"not done after {SECONDS_PER_REQUEST} s")


def main():
    warnings.simplefilter("ignore")  # an ignored logical type is not a refusal
    signal.signal(signal.SIGALRM, time_is_up)
    for line in sys.stdin:
        request = json.loads(line)
        signal.alarm(SECONDS_PER_REQUEST)
        try:
            answer = {"ok": OPERATIONS[request["op"]](request)}
        except Exception as error:  # whatever the library raises is its way of refusing
            answer = {"error": {"type": type(error).__name__, "message": str(error)}}
        signal.alarm(0)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
