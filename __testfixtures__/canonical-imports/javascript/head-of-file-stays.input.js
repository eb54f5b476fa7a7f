#!/usr/bin/env node
'use client';
// Copyright Acme

/* eslint-disable no-console */
import { connect } from './ws/manager'; // eslint-disable-line
import './net/old-channel'
