import * as z from 'zod/mini'

/**
 * In what capacity somebody acts 身份: for himself (本人), as guardian 监护人 of a child, as agent 代办人 of a firm,
 * or in an office: clerk 窗口人员, supervisor 值班主管, approver 审批人员, operator 运营人员, guard 值守, relyingParty 用证单位.
 */
export const Capacity = z.enum(['self', 'guardian', 'agent', 'clerk', 'supervisor', 'approver', 'operator', 'guard', 'relyingParty'])
export type Capacity = z.infer<typeof Capacity>

/** Capacities of people who sign in with a staff account 工作人员账号. */
export const STAFF_CAPACITIES: readonly Capacity[] = ['clerk', 'supervisor', 'approver', 'operator', 'guard', 'relyingParty']
