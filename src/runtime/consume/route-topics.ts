import { EventError, isObject } from '../kafka/event-error.js';
import type { KafkaBatchResponse, KafkaEvent, LambdaContext } from '../kafka/kafka-event.js';
import type { AnyKafkaHandler, KafkaBatchHandler, KafkaHandler } from './kafka-handler.js';
import { eventOf } from '../kafka/on-failure.js';

/** The handlers of several topics, by topic. */
export type TopicRoutes<Name extends string, Handler = AnyKafkaHandler> = Readonly<
  Record<Name, Handler>
>;

/** Says as which topic's the records of another are handled: `orders` for `orders-retry`. */
export type RouteName<Name extends string> = (topic: string) => Name | undefined;

/** `routeTopics` for the topics of a project. */
export interface RouteTopics<Name extends string> {
  <Chosen extends Name>(
    handlers: TopicRoutes<Chosen, KafkaHandler>,
    nameOf?: RouteName<Chosen>,
  ): KafkaHandler;
  <Chosen extends Name>(
    handlers: TopicRoutes<Chosen>,
    nameOf?: RouteName<Chosen>,
  ): KafkaBatchHandler;
}

/**
 * Makes one Lambda handler for several topics: an event goes to the handler of its topic. If one of the handlers answers
 * with the records that failed, so does this one. Throws an EventError for records of another topic.
 */
export const routeTopics: RouteTopics<string> = (
  handlers: TopicRoutes<string>,
  nameOf: RouteName<string> = () => undefined,
) => {
  const routes = new Map<string, AnyKafkaHandler>(Object.entries(handlers));
  const routeOf = (topic: string): AnyKafkaHandler => {
    const route = routes.get(topic) ?? routes.get(nameOf(topic) ?? '');
    if (route !== undefined) return route;
    const known = [...routes.keys()].map((name) => JSON.stringify(name)).join(', ');
    throw new EventError(
      `no handler for the topic ${JSON.stringify(topic.slice(0, 249))}; there are ${known}`,
    );
  };
  const handle = async (
    event: unknown,
    context?: LambdaContext,
  ): Promise<KafkaBatchResponse | undefined> => {
    const answers: (KafkaBatchResponse | undefined)[] = [];
    for (const [route, part] of split(event, routeOf)) {
      // Which of the two it returns is in the types of `routeTopics`.
      answers.push((await route(part as KafkaEvent, context)) as KafkaBatchResponse | undefined);
    }
    const failures = answers.filter((answer) => answer !== undefined);
    if (failures.length === 0) return undefined;
    return { batchItemFailures: failures.flatMap(({ batchItemFailures }) => batchItemFailures) };
  };
  return handle as never;
};

/** The parts of an event by their handler: one, as a mapping has one topic, unless an event was put together by hand. */
function split(
  event: unknown,
  routeOf: (topic: string) => AnyKafkaHandler,
): ReadonlyMap<AnyKafkaHandler, unknown> {
  const given = eventOf(event);
  const parts = new Map<AnyKafkaHandler, [name: string, records: unknown][]>();
  for (const [name, records] of entriesOf(given)) {
    const [first] = Array.isArray(records) ? (records as readonly unknown[]) : [records];
    if (!isObject(first) || typeof first.topic !== 'string') continue;
    const route = routeOf(first.topic);
    const part = parts.get(route);
    if (part === undefined) parts.set(route, [[name, records]]);
    else part.push([name, records]);
  }
  // An event with records of no topic is for any handler to refuse.
  return new Map(
    [...parts].map(([route, entries]) => [
      route,
      Array.isArray(given)
        ? entries.map(([, record]) => record)
        : { ...(given as object), records: Object.fromEntries(entries) },
    ]),
  );
}

/** The partitions of an event, or the records of the flat array of EventBridge Pipes. */
function entriesOf(event: unknown): readonly [name: string, records: unknown][] {
  if (Array.isArray(event)) return Object.entries(event as readonly unknown[]);
  if (isObject(event) && isObject(event.records)) return Object.entries(event.records as object);
  throw new EventError('expected a Kafka event, an object with "records" by partition');
}
