variable "topics" {
  type = list(string)
}

resource "aws_lambda_function" "consumer" {
  function_name = "consumer"
  role          = "arn:aws:iam::123456789012:role/elsewhere"
  timeout       = 900
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn                   = aws_msk_cluster.shop.arn
  function_name                      = aws_lambda_function.consumer.arn
  topics                             = ["orders"]
  starting_position                  = "TRIM_HORIZON"
  maximum_batching_window_in_seconds = 300

  amazon_managed_kafka_event_source_config {
    consumer_group_id = "shared"
  }
}

resource "aws_lambda_event_source_mapping" "payments" {
  event_source_arn  = aws_msk_cluster.shop.arn
  function_name     = aws_lambda_function.consumer.arn
  topics            = ["payments"]
  starting_position = "TRIM_HORIZON"

  amazon_managed_kafka_event_source_config {
    consumer_group_id = "shared"
  }
}

resource "aws_lambda_event_source_mapping" "all" {
  for_each         = toset(var.topics)
  event_source_arn = aws_msk_cluster.shop.arn
  function_name    = aws_lambda_function.consumer.arn
  topics           = [each.value]
}
