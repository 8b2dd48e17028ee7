import { type Finding, indexOn } from './finding.ts'

/** A node of a plan, as EXPLAIN tells it in JSON. */
export type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  Alias?: string
  Filter?: string
  'Join Filter'?: string
  'Parent Relationship'?: string
  'Plan Rows': number
  Plans?: PlanNode[]
}

/** What PostgreSQL knows of a table: its rows, by estimate, its columns, and those of each of its indexes in order. */
export type TableFacts = {
  readonly rows: number
  readonly columns: readonly string[]
  readonly indexes: readonly (readonly string[])[]
}

export type Tables = ReadonlyMap<string, TableFacts>

const rowsMin = 5_000
/** A scan that gives back more than this part of its table has a reason: no index would help. */
const keptShareMax = 0.2
const filterLengthMax = 200

type Scan = { node: PlanNode; isRepeated: boolean; joinFilter: string }

/** What is wrong with the plan of a statement: whole tables that are read to find a few rows, once or for each row. */
export function judgePlan(statement: string, plan: PlanNode, tables: Tables): Finding[] {
  return scansOf(plan, { isRepeated: false, joinFilter: '' }).flatMap((scan) => {
    const facts = tables.get(scan.node['Relation Name'] ?? '')
    const finding = facts && judgeScan(statement, scan, facts)
    return finding ?? []
  })
}

function judgeScan(statement: string, scan: Scan, facts: TableFacts): Finding | undefined {
  const { node, isRepeated, joinFilter } = scan
  const table = node['Relation Name'] ?? ''
  const filter = [node.Filter ?? '', joinFilter].filter((part) => part !== '').join(' AND ')
  if (facts.rows < rowsMin || !comparesMore(filter)) return undefined
  if (!isRepeated && node['Plan Rows'] > facts.rows * keptShareMax) return undefined
  const columns = equalColumns(filter, { alias: node.Alias ?? table, columns: facts.columns })
  const isServed = facts.indexes.some((index) => {
    const leading = index.slice(0, columns.length)
    return columns.every((name) => leading.includes(name))
  })
  const canServe = columns.length > 0 && !isServed
  const again = isRepeated ? ' again for each row that it is joined with' : ' to find a few'
  const advice = canServe
    ? 'make the index'
    : `no index on plain columns serves ${filter.slice(0, filterLengthMax)}, so write it otherwise`
  return {
    code: isRepeated ? 'BAD_JOIN' : 'FULL_SCAN',
    subject: statement,
    sentence: `${statement} reads all ${Math.round(facts.rows)} rows of ${table}${again}; ${advice}.`,
    sql: canServe ? indexOn(table, columns) : null,
  }
}

function scansOf(node: PlanNode, from: Omit<Scan, 'node'>): Scan[] {
  const own = node['Node Type'] === 'Seq Scan' ? [{ node, ...from }] : []
  const isLoop = node['Node Type'] === 'Nested Loop'
  const below = (node.Plans ?? []).flatMap((child) => {
    const relation = child['Parent Relationship']
    // The inner side of a loop runs for each row of the outer; so does a subquery that depends on it.
    const isAgain = (isLoop && relation === 'Inner') || relation === 'SubPlan'
    const isKept = child['Node Type'] === 'Materialize' || child['Node Type'] === 'Memoize'
    const joinFilter = isLoop ? (node['Join Filter'] ?? '') : isKept ? from.joinFilter : ''
    return scansOf(child, { isRepeated: from.isRepeated || isAgain, joinFilter })
  })
  return [...own, ...below]
}

/** Whether a filter looks for something in particular, besides the marketplace. */
function comparesMore(filter: string): boolean {
  return conjuncts(filter).some((part) => part.includes(' = ') && !/^\(*(\w+\.)?tenant_id = /.test(part))
}

/**
 * The columns of a relation that a filter compares for equality, the tenant first. What is compared through a function
 * or in an alternative no plain index finds.
 */
function equalColumns(filter: string, relation: { alias: string; columns: readonly string[] }): string[] {
  const names = new Set(conjuncts(filter).flatMap((part) => comparedIn(part, relation)))
  const rest = [...names].filter((name) => name !== 'tenant_id').sort()
  if (rest.length === 0) return []
  return names.has('tenant_id') ? ['tenant_id', ...rest] : rest
}

function comparedIn(
  part: string,
  { alias, columns }: { alias: string; columns: readonly string[] },
): string[] {
  if (part.includes(' OR ') || part.includes('SubPlan')) return []
  return part.split(' = ').flatMap((side) => {
    const [, owner, name = ''] = /^\(*(?:(\w+)\.)?(\w+)\)*(?:::[\w ]+)?\)*$/.exec(side) ?? []
    const isOwn = owner === undefined || owner === alias
    return isOwn && columns.includes(name) ? [name] : []
  })
}

function conjuncts(filter: string): string[] {
  return filter.split(' AND ')
}
