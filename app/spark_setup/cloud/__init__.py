"""The device cloud: REST client, event stream, sessions and accounts. Knows no other room; import a module.

`errors` is light. `client`, `sessions` and `accounts` load requests: import them late.
"""
