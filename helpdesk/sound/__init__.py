"""What a recording holds: levels per lane, who speaks when, music, silence, a picture of it.

`reading.py` runs in the limited child on bytes nobody has checked; the rest is arithmetic on its answer.
"""
