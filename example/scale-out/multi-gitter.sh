#!/bin/sh
# Run by multi-gitter in a fresh clone of each repository. An exit code of 0 and a change make a pull request.
set -eu

# One config for all repositories: rules that say nothing about one of them are a note there, not an error.
: "${ONEPATH_CONFIG:?the absolute path of the onepath.config.json}"

# 4: a file could not be read or parsed. The rest is done, and the review sees it.
npx onepath migrate --root . --config "$ONEPATH_CONFIG" --write --diff none || [ $? -eq 4 ]
