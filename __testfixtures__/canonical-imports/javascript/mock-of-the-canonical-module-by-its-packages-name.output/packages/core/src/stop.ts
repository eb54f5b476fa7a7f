export function stop() {}
