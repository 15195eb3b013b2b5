"""Files: stored under random names (`core.files.store`), linked to for a minute (`core.files.links`), served from a
host without cookies (`core.files.serving`).
"""
