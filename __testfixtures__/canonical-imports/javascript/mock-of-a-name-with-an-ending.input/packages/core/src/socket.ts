export function send() {}
