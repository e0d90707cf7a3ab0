// Every route of the built app, with what it is drawn from. A route without a row fails the atlas.
/**
 * @typedef {object} Row
 * @property {string} route address in the app
 * @property {string} page short name
 * @property {'nobody' | 'citizen' | 'newcomer' | 'registered' | 'clerk' | 'hallClerk' | 'hallSupervisor' | 'supervisor' | 'approver' | 'operator'} needs
 * @property {Record<string, unknown>} [answers] `GET /api/v1/x` → body, or `SILENCE`, `NO_NETWORK`, `problem(…)`, `inTurn(…)` of fixtures/parse
 * @property {string} [query] parameters of the route
 * @property {string} [ready] selector that is there once the page is drawn
 * @property {boolean} [wide] has a layout for 1280 px
 * @property {boolean} [asksNothing] draws from no answer: no loading, empty or error state
 * @property {boolean} [skeleton] false: shows something of its own at once, nothing waits for an answer
 * @property {string} [keeps] selector of what is kept on the device and read again without a network
 * @property {boolean} [blank] draws nothing of ours
 * @property {Record<string, object>} [states] further states: `answers`, `needs`, `query`, `ready` as above; `act(page, tell)` brings it
 *   about, `tell` speaks through the live line; `down`: the API refuses something on purpose; `width` instead of 375; `elder`: only with or
 *   without elder mode; `everywhere`: at the row's widest, with `--all` in every width; `typed`: what
 *   `act` types that is drawn elsewhere too
 */
import { atWindow } from './rows/at-window.mjs'
import { citizen } from './rows/citizen.mjs'
import { health } from './rows/health.mjs'
import { operations } from './rows/operations.mjs'
import { shell } from './rows/shell.mjs'
import { staff } from './rows/staff.mjs'

/** @type {Row[]} */
export const ROWS = [...shell, ...citizen, ...staff, ...atWindow, ...operations, ...health]
