import { allOf, anyOf, asTest, uses, variable, type Code, type Condition } from '../../code/statements.js';
import { code as text, type Layout, type Name } from '../../code/text-layout.js';
import type { WalkConditions } from '../schema/in-place-walk.js';
import { partName, type CheckContext, type Subject } from './check-context.js';
import { quietTest } from './quiet-test.js';

/** The conditions of a walk over the schemas for one value, as variables of generated code. */
interface ConditionVariables extends Pick<WalkConditions, 'declare' | 'declareAny'> {
  /** Statements with the variables that they use declared above them. */
  above(statements: readonly Code[]): readonly Code[];
}

export function conditionVariables(context: CheckContext, subject: Subject): ConditionVariables {
  const variables: { readonly name: Name; readonly declared: Layout; readonly value: Condition }[] = [];
  return {
    declare: (part, word) => {
      const name = context.locals.claim('matches');
      const { good } = quietTest(context, part, { ...subject, name: partName(subject.name, word) });
      variables.push({ name, declared: name, value: good });
      return name;
    },
    declareAny: (lists) => {
      const name = context.locals.claim('applies');
      const value = anyOf(...lists.map((conditions) => asTest(allOf(...conditions), '||')));
      // The compiler looks through a constant without a type, and through those in it, each time that it is used.
      variables.push({ name, declared: text`${name}: boolean`, value });
      return name;
    },
    above: (statements) =>
      variables.reduceRight<readonly Code[]>(
        (then, { name, declared, value }) => (uses(then, name) ? [variable('const', declared, value), ...then] : then),
        statements,
      ),
  };
}
