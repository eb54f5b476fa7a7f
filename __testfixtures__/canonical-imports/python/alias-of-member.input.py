from acme.ws import manager

alias = manager.Manager
alias()
