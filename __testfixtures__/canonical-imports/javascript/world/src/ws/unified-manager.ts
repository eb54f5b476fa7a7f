export class UnifiedManager {
  send(text: string) {
    return text;
  }
}
export function connect(url: string) {
  return url;
}
export function disconnect() {}
export const limits = { messages: 100 };
export function button() {
  return null;
}
export default UnifiedManager;
