#!/usr/bin/env node
import { kept } from 'kept';

kept();
