data "aws_iam_policy_document" "consume" {
  statement {
    actions   = ["kafka:DescribeCluster*", "kafka:GetBootstrapBrokers", "ec2:*", "logs:*"]
    resources = ["*"]
  }

  statement {
    actions   = ["kafka-cluster:Connect"]
    resources = [aws_msk_cluster.shop.arn]
  }

  statement {
    actions = [
      "kafka-cluster:DescribeTopic", # for the metadata
      "kafka-cluster:ReadData",
      "kafka-cluster:DescribeGroup",
      "kafka-cluster:AlterGroup",
    ]
    resources = [
      "${replace(aws_msk_cluster.shop.arn, ":cluster/", ":topic/")}/*",
      "arn:aws:kafka:${var.region}:${data.aws_caller_identity.current.account_id}:group/*",
    ]
  }
}

resource "aws_iam_role" "consumer" {
  assume_role_policy = <<-JSON
    { "Version": "2012-10-17" }
  JSON
}

resource "aws_iam_role_policy" "consume" {
  role   = aws_iam_role.consumer.id
  policy = data.aws_iam_policy_document.consume.json
}

resource "aws_lambda_function" "consumer" {
  function_name = "consumer"
  role          = aws_iam_role.consumer.arn
  timeout       = 60
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn        = aws_msk_cluster.shop.arn
  function_name           = aws_lambda_function.consumer.arn
  topics                  = ["orders"]
  starting_position       = "TRIM_HORIZON"
  function_response_types = ["ReportBatchItemFailures"]
  maximum_retry_attempts  = var.retries

  amazon_managed_kafka_event_source_config {
    consumer_group_id = "orders"
  }

  provisioned_poller_config {
    minimum_pollers = 1
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}
