import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Polls a topic as a consumer of a share group: ShareGroup <bootstrap servers> <group> <topic>. Answers each line on stdin
 * with a line on stdout. "poll" waits for records and answers with them, as Lambda would deliver them, and with how often
 * each was delivered; a list of the records that failed, [{"partition", "offset"}], releases these, accepts the others of
 * the poll, and answers with the number that were accepted.
 */
public final class ShareGroup {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws Exception {
    Map<String, Object> servers = Map.of("bootstrap.servers", args[0]);
    try (Admin admin = Admin.create(servers)) {
      ConfigEntry fromStart = new ConfigEntry("share.auto.offset.reset", "earliest");
      admin.incrementalAlterConfigs(Map.of(
          new ConfigResource(ConfigResource.Type.GROUP, args[1]),
          List.of(new AlterConfigOp(fromStart, AlterConfigOp.OpType.SET)))).all().get();
    }
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", args[0],
        "group.id", args[1],
        "share.acknowledgement.mode", "explicit");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(settings, bytes, bytes)) {
      consumer.subscribe(List.of(args[2]));
      List<ConsumerRecord<byte[], byte[]>> polled = List.of();
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("poll")) {
          polled = poll(consumer);
          System.out.println(JSON.writeValueAsString(written(polled)));
        } else {
          System.out.println(acknowledge(consumer, polled, JSON.readTree(line)));
        }
      }
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> poll(KafkaShareConsumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (records.isEmpty()) consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
    return records;
  }

  private static int acknowledge(
      KafkaShareConsumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> polled, JsonNode failures) {
    Set<String> failed = new HashSet<>();
    failures.forEach(failure -> failed.add(failure.get("partition").asInt() + "/" + failure.get("offset").asLong()));
    int accepted = 0;
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      boolean released = failed.contains(record.partition() + "/" + record.offset());
      consumer.acknowledge(record, released ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
      if (!released) accepted++;
    }
    consumer.commitSync().forEach((partition, error) -> error.ifPresent(cause -> {
      throw cause;
    }));
    return accepted;
  }

  private static ArrayNode written(List<ConsumerRecord<byte[], byte[]>> records) {
    ArrayNode list = JSON.createArrayNode();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ObjectNode delivered = list.addObject();
      delivered.put("deliveryCount", record.deliveryCount().orElse((short) 0));
      ObjectNode raw = delivered.putObject("record");
      raw.put("topic", record.topic());
      raw.put("partition", record.partition());
      raw.put("offset", record.offset());
      raw.put("timestamp", record.timestamp());
      raw.put("timestampType", "CREATE_TIME");
      if (record.key() != null) raw.put("key", Base64.getEncoder().encodeToString(record.key()));
      if (record.value() != null) raw.put("value", Base64.getEncoder().encodeToString(record.value()));
      ArrayNode headers = raw.putArray("headers");
      for (Header header : record.headers()) {
        ArrayNode value = headers.addObject().putArray(header.key());
        for (byte octet : header.value()) value.add(octet);
      }
    }
    return list;
  }
}
