/*
 * A Kafka broker for tests, the one that librdkafka brings: makes the topics that its arguments name, prints its
 * address and ends with its standard input.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

static int fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  return 1;
}

/* mock-cluster <partitions> <topic>... */
int main(int argc, char **argv) {
  char error[512];
  if (argc < 3)
    return fail(argv[0], "expected a number of partitions and topics");
  int partitions = atoi(argv[1]);
  /* A cluster wants a client to belong to; this one connects to nothing. */
  rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, NULL, error, sizeof(error));
  if (client == NULL)
    return fail("rd_kafka_new", error);
  rd_kafka_mock_cluster_t *cluster = rd_kafka_mock_cluster_new(client, 1);
  if (cluster == NULL)
    return fail("rd_kafka_mock_cluster_new", "no cluster");
  for (int i = 2; i < argc; i++) {
    rd_kafka_resp_err_t code = rd_kafka_mock_topic_create(cluster, argv[i], partitions, 1);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
      return fail(argv[i], rd_kafka_err2str(code));
  }
  printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster));
  fflush(stdout);
  while (read(STDIN_FILENO, error, sizeof(error)) > 0) {
  }
  rd_kafka_mock_cluster_destroy(cluster);
  rd_kafka_destroy(client);
  return 0;
}
