// Every route of the built app, with what it is drawn from. A route without a row fails the atlas.
/**
 * @typedef {object} Row
 * @property {string} route address in the app
 * @property {string} page short name
 * @property {'nobody' | 'citizen' | 'clerk' | 'supervisor'} needs
 * @property {Record<string, unknown>} [answers] `GET /api/v1/x` → body
 * @property {string} [query] parameters of the route
 * @property {string} [ready] selector that is there once the page is drawn
 * @property {boolean} [wide] has a layout for 1280 px
 * @property {boolean} [asksNothing] draws from no answer: no loading, empty or error state
 * @property {Record<string, object>} [states] further states: `{ answers?, act?, needs?, ready?, everywhere? }`
 */
import { mine, home } from './rows/shell.mjs'

/** @type {Row[]} */
export const ROWS = [...home, ...mine]
