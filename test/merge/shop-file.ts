import type { GeneratedModule, HandlerBranch, UserFile } from '../../src/merge/user-file.js';
import { fixedModules } from './fixed-modules.js';

/** What a test says of a handler of the topic `orders`; what it leaves out is as it always was. */
export interface ShopFile {
  readonly path?: string;
  readonly from?: string;
  readonly importExtension?: UserFile['importExtension'];
  /** What exports are called now, by what they were called. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** What modules export no more. */
  readonly gone?: readonly string[];
  /** Where the topic's folder was before. */
  readonly movedFrom?: string;
  readonly branches?: readonly HandlerBranch[];
  readonly property?: string;
}

const folder = 'src/consumers/orders';

/** A file of the team's in the folder of the topic `orders`. */
export function shopFile(given: ShopFile): UserFile {
  const { path = `${folder}/handler.ts`, movedFrom = folder, branches, property = '$type' } = given;
  const modules = new Map([
    [`${folder}/types`, exporting(given, 'Order', 'OrderLine', 'OrdersValue')],
    [`${folder}/consumer`, exporting(given, 'consumeOrders', 'OrdersRecord', 'DecodeError', 'NotHandledError')],
    [`${folder}/fixture`, exporting(given, 'ordersEvent', 'orderSample')],
    ['src/consumers/_runtime/errors', exporting(given, 'DecodeError', 'NotHandledError')],
    ['src/consumers/index', exporting(given, 'consumeOrders', 'OrdersRecord')],
  ]);
  const placed = [...modules].map(([at, module]) => [at, { ...module, from: at.replace(folder, movedFrom) }] as const);
  return {
    path,
    from: given.from ?? path.replace(folder, movedFrom),
    importExtension: given.importExtension ?? '.js',
    modules: fixedModules(new Map(placed)),
    branches: branches === undefined ? undefined : { property, branches, errors: `${folder}/consumer` },
  };
}

function exporting(
  { renamed = {}, gone = [] }: ShopFile,
  ...names: readonly string[]
): Pick<GeneratedModule, 'exports' | 'renamed'> {
  const kept = names.filter((name) => !gone.includes(name));
  return { exports: new Set(kept.map((name) => renamed[name] ?? name)), renamed: new Map(Object.entries(renamed)) };
}

/** A type of record that the handler was generated with. */
export function known(value: string): HandlerBranch {
  return { value, literal: `'${value}'`, isNew: false };
}

/** A type of record that is new. */
export function fresh(value: string): HandlerBranch {
  return { value, literal: `'${value}'`, isNew: true };
}
