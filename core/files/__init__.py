"""Files: stored under random names, served from a host without cookies.

    stored = store_file(content=…, name="bill.pdf", content_type="application/pdf")    # core.files.store
    with open_file(stored) as content: …
    url = signed_file_url(stored, membership)                                          # core.files.links
"""
