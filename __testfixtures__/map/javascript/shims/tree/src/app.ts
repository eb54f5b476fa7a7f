import Default, { Engine } from "./core";
import { Engine as FromIndex, type EngineOptions } from "@lib/index";
import { Engine as Old, Motor } from "./old";
import { Engine as Older } from "./older";
import * as lib from "./index";
import "./older";

export const later = () => import("./core");
export type Late = import("./core").Options;
