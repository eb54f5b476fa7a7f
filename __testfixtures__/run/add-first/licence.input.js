/* Copyright The Authors */
import a from "a";
