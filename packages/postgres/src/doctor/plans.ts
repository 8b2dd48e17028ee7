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

/** How many rows each table holds, by PostgreSQL's estimate. */
export type TableRows = ReadonlyMap<string, number>

const rowsMin = 5_000
/** A scan that gives back more than this part of its table has a reason: no index would help. */
const keptShareMax = 0.2

type Scan = { node: PlanNode; isRepeated: boolean; joinFilter: string }

/** What is wrong with the plan of a statement: whole tables that are read to find a few rows, once or for each row. */
export function judgePlan(statement: string, plan: PlanNode, tableRows: TableRows): Finding[] {
  return scansOf(plan, { isRepeated: false, joinFilter: '' }).flatMap(
    ({ node, isRepeated, joinFilter }): Finding[] => {
      const table = node['Relation Name'] ?? ''
      const rows = tableRows.get(table) ?? 0
      const filter = `${node.Filter ?? ''} ${joinFilter}`
      const columns = equalColumns(filter, node.Alias ?? table)
      if (rows < rowsMin || columns.length === 0) return []
      if (!isRepeated && node['Plan Rows'] > rows * keptShareMax) return []
      const found = { subject: statement, sql: indexOn(table, columns) }
      const again = isRepeated ? ' again for each row that it is joined with' : ' to find a few'
      const sentence = `${statement} reads all ${Math.round(rows)} rows of ${table}${again}; make the index.`
      return [{ ...found, code: isRepeated ? 'BAD_JOIN' : 'FULL_SCAN', sentence }]
    },
  )
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

/** The columns of a relation that a filter compares for equality, the tenant first. */
function equalColumns(filter: string, alias: string): string[] {
  const sides = [...filter.matchAll(/([\w.]+)\)?(?:::\w+)? = (?:ANY )?\(?([\w.$]+)(?![\w.(])/g)]
  const compared = sides.flatMap(([, left = '', right = '']) => [left, right])
  // A function on the right leaves its left side alone in the text.
  const alone = [...filter.matchAll(/([\w.]+)\)?(?:::\w+)? = /g)].map(([, left = '']) => left)
  const names = new Set([...compared, ...alone].flatMap((side) => columnOf(side, alias) ?? []))
  const rest = [...names].filter((name) => name !== 'tenant_id').sort()
  if (rest.length === 0) return []
  return names.has('tenant_id') ? ['tenant_id', ...rest] : rest
}

/** A column of the relation that is scanned: bare, or with its alias before it. Of others only the alias is told. */
function columnOf(side: string, alias: string): string | null {
  const [name = '', owner] = side.split('.').reverse()
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) return null
  return owner === undefined || owner === alias ? name : null
}
