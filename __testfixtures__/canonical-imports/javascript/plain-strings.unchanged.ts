const route = './ws/manager';
const config = { file: 'src/ws/manager.ts', other: "./ws/manager" };
// see ./ws/manager
log('loading ./ws/manager now');
declare function log(text: string): void;
