import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Terms } from '../model/agreements.ts'

export type Agreement = Terms & { agreementId: string; vendorId: string }
export type DatedAgreement = Agreement & { validFrom: string }

type Row = Agreement & { validFrom: Date }

const columns = `id as "agreementId", vendor_id as "vendorId", commissions, fixed, fee_tax_ppm as "feeTaxPpm",
  valid_from as "validFrom"`

const insertAgreementSql = statement(
  'vendor_insert_agreement',
  `insert into vendor_agreement (tenant_id, id, vendor_id, commissions, fixed, fee_tax_ppm, valid_from)
   values (tenant(), $1, $2, $3, $4, $5, $6) returning ${columns}`,
)
const hasAgreementSql = statement(
  'vendor_has_agreement',
  'select id from vendor_agreement where tenant_id = tenant() and vendor_id = $1 limit 1',
)
// Of two that begin at the same moment, the one that was agreed later counts: its id is higher.
const findInForceSql = statement(
  'vendor_find_agreements_in_force',
  `select a.id as "agreementId", a.vendor_id as "vendorId", a.commissions, a.fixed, a.fee_tax_ppm as "feeTaxPpm"
   from unnest($1::uuid[]) v (id),
     lateral (select * from vendor_agreement a
       where a.tenant_id = tenant() and a.vendor_id = v.id and a.valid_from <= $2
       order by a.valid_from desc, a.id desc limit 1) a`,
)
const listAgreementsSql = statement(
  'vendor_list_agreements',
  `select ${columns} from vendor_agreement
   where tenant_id = tenant() and vendor_id = $1 and (valid_from, id) < ($2::timestamptz, $3::uuid)
   order by valid_from desc, id desc limit $4`,
)

export async function insertAgreement(sql: Sql, agreement: DatedAgreement): Promise<DatedAgreement> {
  const { agreementId, vendorId, commissions, fixed, feeTaxPpm, validFrom } = agreement
  const lists = [JSON.stringify(commissions), JSON.stringify(fixed)]
  const values = [agreementId, vendorId, ...lists, feeTaxPpm, validFrom]
  const [row] = await sql.query<Row>(insertAgreementSql, values)
  if (!row) throw new Error('An agreement that was written was not given back')
  return datedOf(row)
}

export async function hasAgreement(sql: Sql, vendorId: string): Promise<boolean> {
  return (await sql.query(hasAgreementSql, [vendorId])).length > 0
}

/** The terms in force for vendors at a moment; who has none is left out. */
export function findAgreementsInForce(
  sql: Sql,
  vendorIds: readonly string[],
  now: Date,
): Promise<Agreement[]> {
  return sql.query(findInForceSql, [vendorIds, now])
}

export async function listAgreements(
  sql: Sql,
  vendorId: string,
  page: { validFrom: string; agreementId: string; limit: number },
): Promise<DatedAgreement[]> {
  const values = [vendorId, page.validFrom, page.agreementId, page.limit]
  return (await sql.query<Row>(listAgreementsSql, values)).map(datedOf)
}

function datedOf(row: Row): DatedAgreement {
  return { ...row, validFrom: row.validFrom.toISOString() }
}
