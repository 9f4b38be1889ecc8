import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Reads bytes with Apache Avro's own resolution and writes the value again with the reader schema. One request per line on
 * stdin, {"writer", "reader", "hex"}; one answer per line on stdout, {"ok": hex} or {"error": message}.
 */
public final class ReencodeAvro {
  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode request = json.readTree(line);
      ObjectNode answer = json.createObjectNode();
      try {
        answer.put("ok", reencode(request));
      } catch (Exception | StackOverflowError error) {
        answer.put("error", error.getClass().getSimpleName() + ": " + error.getMessage());
      }
      System.out.println(json.writeValueAsString(answer));
    }
  }

  private static String reencode(JsonNode request) throws Exception {
    Schema writer = new Schema.Parser().parse(request.get("writer").asText());
    Schema reader = new Schema.Parser().parse(request.get("reader").asText());
    byte[] bytes = HexFormat.of().parseHex(request.get("hex").asText());
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Object datum = new GenericDatumReader<>(writer, reader).read(null, decoder);
    if (!decoder.isEnd()) throw new IllegalStateException("bytes are left");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(reader).write(datum, encoder);
    encoder.flush();
    return HexFormat.of().formatHex(out.toByteArray());
  }
}
