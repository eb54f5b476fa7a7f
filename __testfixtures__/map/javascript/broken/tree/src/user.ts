import { Store, Missing, Thing } from "./store";
import { nothing } from "./vanished";
import fs from "node:fs";
import { outside } from "somewhere-else";

export const all = [Store, Missing, Thing, nothing, fs, outside];
