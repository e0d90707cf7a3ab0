/** What a query of MongoDB, an aggregation or a prototype would take for more than a value. */
const OPERATORS: readonly unknown[] = [
  { $gt: '' },
  { $gte: '' },
  { $lt: '\uffff' },
  { $lte: '\uffff' },
  { $ne: null },
  { $ne: '' },
  { $ne: 'x' },
  { $eq: 'x' },
  { $in: [] },
  { $in: ['', null] },
  { $nin: [] },
  { $nin: ['x'] },
  { $exists: true },
  { $exists: false },
  { $type: 2 },
  { $type: 'string' },
  { $regex: '.*' },
  { $regex: '^', $options: 's' },
  { $regex: '(a+)+$' },
  { $not: { $eq: 'x' } },
  { $not: {} },
  { $or: [] },
  { $or: [{}] },
  { $and: [] },
  { $and: [{}] },
  { $nor: [] },
  { $nor: [{ _id: 'x' }] },
  { $where: '1' },
  { $where: 'sleep(5000) || true' },
  { $where: 'function(){return true}' },
  { $expr: { $eq: [1, 1] } },
  { $expr: { $function: { body: 'function(){return true}', args: [], lang: 'js' } } },
  { $jsonSchema: {} },
  { $text: { $search: 'a' } },
  { $comment: 'x' },
  { $all: [] },
  { $elemMatch: {} },
  { $size: 0 },
  { $mod: [1, 0] },
  { $bitsAllSet: 0 },
  { $geoWithin: { $centerSphere: [[0, 0], 10] } },
  { $rand: {} },
  { $accumulator: {} },
  { $set: { level: 'confirmed' } },
  { $unset: { frozenAt: 1 } },
  { $inc: { version: 1 } },
  { $lookup: { from: 'holders' } },
  { $merge: 'licences' },
  { $out: 'licences' },
  { _id: { $ne: null } },
  { subjectId: { $exists: true } },
  { 'a.b': 1 },
  { '': { $gt: '' } },
  [{ $ne: null }],
  [[], {}, null],
  {},
  { $: 1 },
  { _bsontype: 'ObjectId', id: 'x' },
  { toString: 'x', valueOf: 'y', length: 1e9 },
  { $numberLong: '1' },
]

/** The first `count` objects; the whole list has sixty. */
export const operatorObjects = (count: number): readonly unknown[] => OPERATORS.slice(0, count)
export const OPERATOR_COUNT = OPERATORS.length

/** The same as a browser's form or an older query parser would send it: `name[$ne]=`. */
export function asQuery(name: string, value: unknown): string {
  if (value === null || typeof value !== 'object') return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`
  const parts = Object.entries(value).map(([key, inner]) => asQuery(`${name}[${key}]`, inner))
  return parts.length > 0 ? parts.join('&') : `${encodeURIComponent(name)}[]=`
}
