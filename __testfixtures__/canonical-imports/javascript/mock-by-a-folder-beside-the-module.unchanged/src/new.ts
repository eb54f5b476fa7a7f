export function send() {}
export function stop() {}
export const more = 1;
