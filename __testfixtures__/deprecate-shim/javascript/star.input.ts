'use client';
export * from "./canonical";
export * from "./other";
export { default } from "./canonical";
