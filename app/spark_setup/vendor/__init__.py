"""The product maker's side: a reference session server that turns one-time codes into customers' tokens.

Needs the extra `server`. `python -m spark_setup.vendor --config FILE` runs it, `app.create_app(config)`
mounts it. It keeps the product's client id and secret, and knows nothing of the wizard but the protocol
(docs/cloud.md).
"""
