export let state = 1;
export const fixed = 1;
export function set() { state = 2; }
