#!/usr/bin/env node
export { C } from "./other";
