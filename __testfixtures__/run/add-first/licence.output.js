/* Copyright The Authors */
import { first } from "first";
import a from "a";
